import { type Dispatch, type SetStateAction, useCallback, useState } from 'react';

/** State that belongs to `key` and starts again with another one, in the same render: nothing of the last fax is left. */
export function useStateFor<Value>(key: string, initial: Value): [Value, Dispatch<SetStateAction<Value>>] {
  const [held, setHeld] = useState({ key, value: initial });
  const value = held.key === key ? held.value : initial;
  const set = useCallback<Dispatch<SetStateAction<Value>>>(
    (action) =>
      setHeld((current) => {
        const before = current.key === key ? current.value : initial;
        // The cast picks the updater form: a Value that is itself a function is never kept here.
        const next = typeof action === 'function' ? (action as (value: Value) => Value)(before) : action;
        return current.key === key && Object.is(next, before) ? current : { key, value: next };
      }),
    [key, initial],
  );
  return [value, set];
}
