import { useEffect, useRef, useState } from 'react';
import { useSameFunction } from '../../../components/useSameFunction.ts';
import { useAllIds } from '../../../data/bulk/useAllIds.ts';
import type { FaxList } from '../../../data/faxes/useFaxList.ts';
import type { ListSelection } from './useSelection.ts';

/** Selecting all that a list has, loaded or not. */
interface Everything {
  readonly status: 'no' | 'looking' | 'failed' | 'all';
  readonly start: () => void;
  readonly stop: () => void;
}

/** Selects every fax of a list: what is loaded at once, the rest as the server names it. Ends when the bar goes. */
export function useEverything(list: FaxList, selection: ListSelection): Everything {
  const allIds = useAllIds();
  const [status, setStatus] = useState<Everything['status']>('no');
  const looking = useRef<AbortController>(undefined);
  const stop = () => {
    looking.current?.abort();
    setStatus('no');
  };
  useEffect(() => () => looking.current?.abort(), []);

  const start = useSameFunction(() => {
    selection.selectLoaded();
    if (!list.hasMore) {
      return;
    }
    const controller = new AbortController();
    looking.current?.abort();
    looking.current = controller;
    const end = (next: Everything['status']) => {
      if (!controller.signal.aborted) {
        setStatus(next);
      }
    };
    setStatus('looking');
    void allIds(list.key, selection.add, controller.signal).then(
      () => end('all'),
      () => end('failed'),
    );
  });
  return { status, start, stop };
}
