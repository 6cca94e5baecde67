import type { FilingStore } from '../../../src/domain/filing/settleFiling.ts';

/** The death of a process: nothing after it runs. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

const METHODS = [
  'readFax',
  'documentsOf',
  'createDocument',
  'updateDocument',
  'createWorkTask',
  'updateTask',
  'updateFax',
  'createNotice',
  'cutPages',
] as const satisfies readonly (keyof FilingStore)[];

/**
 * A store that calls `before(step)` before each of its calls, counted from 1: to do something in between, to fall
 * asleep, or (by throwing `Killed`) to die. An app cuts no pages.
 */
export function stepped(
  store: FilingStore,
  before: (step: number) => Promise<void>,
  worker: 'app' | 'gateway' = 'gateway',
): FilingStore {
  let step = 0;
  const wrap =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      step += 1;
      await before(step);
      return await call(...args);
    };
  const wrapped = Object.fromEntries(
    // Every method takes and answers what its namesake does; the table of names cannot say so to the compiler.
    METHODS.flatMap((name) => {
      if (name === 'cutPages' && worker === 'app') {
        return [];
      }
      const method = store[name]?.bind(store) as ((...args: unknown[]) => Promise<unknown>) | undefined;
      return method ? [[name, wrap(method)]] : [];
    }),
  );
  return wrapped as unknown as FilingStore;
}

/** Dies before its `step`-th call. */
export function dyingAt(store: FilingStore, step: number): FilingStore {
  return stepped(store, async (current) => {
    if (current >= step) {
      throw new Killed();
    }
  });
}
