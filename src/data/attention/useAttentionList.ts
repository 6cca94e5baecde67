import { useMedplum } from '@medplum/react-hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { Attention } from '../../domain/intake/attentionTask.ts';
import { describeError, type ErrorWords } from '../errors.ts';
import { ATTENTION_KEY, attentionQuery } from './attentionCache.ts';

const NONE: readonly Attention[] = [];

/** What needs a person, oldest first; what was dealt with since it was loaded is among it, and says so. */
export interface AttentionList {
  readonly items: readonly Attention[];
  readonly status: 'loading' | 'ready' | 'failed';
  readonly problem?: ErrorWords;
  retry(): void;
  /** The reader moved on from one: it leaves if it is done. */
  release(id: string): void;
}

/** Everything that needs a person. One small read for the whole session, then events. */
export function useAttentionList(): AttentionList {
  const client = useMedplum();
  const queryClient = useQueryClient();
  const query = useQuery(attentionQuery(client));
  const { refetch } = query;
  const release = useCallback(
    (id: string) =>
      queryClient.setQueryData<readonly Attention[]>(ATTENTION_KEY, (items) =>
        items?.filter((item) => item.id !== id || item.isOpen),
      ),
    [queryClient],
  );
  return {
    items: query.data ?? NONE,
    status: query.data ? 'ready' : query.error ? 'failed' : 'loading',
    ...(query.error && { problem: describeError(query.error) }),
    retry: () => void refetch(),
    release,
  };
}

/** What still needs a person about one fax. */
export function useFaxAttention(faxId: string): readonly Attention[] {
  const { data = NONE } = useQuery(attentionQuery(useMedplum()));
  return useMemo(() => data.filter((item) => item.faxId === faxId && item.isOpen), [data, faxId]);
}
