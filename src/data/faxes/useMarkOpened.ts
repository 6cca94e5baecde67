import { useMedplum } from '@medplum/react-hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useContext, useMemo } from 'react';
import { makeOpenedEvent } from '../../domain/audit/auditEvent.ts';
import type { Fax } from '../../domain/fax/fax.ts';
import { makeOpened } from '../../domain/fax/triage.ts';
import { useSession } from '../session.ts';
import { putFax } from './faxCache.ts';
import { faxQueries } from './faxQueries.ts';
import { createFaxStore } from './faxStore.ts';
import { SaveQueueContext } from './saveQueue.ts';

/**
 * Call it when the first page has been on screen for a second. The first opener is recorded on the fax, every opener in
 * the audit. A lost race means somebody else was first, and a failed record must not stop anybody from reading.
 */
export function useMarkOpened(): (fax: Fax) => void {
  const client = useMedplum();
  const queryClient = useQueryClient();
  const session = useSession();
  const queue = useContext(SaveQueueContext);
  const store = useMemo(() => createFaxStore(client), [client]);
  return useCallback(
    (fax: Fax) => {
      const act = { by: session.profile, at: new Date().toISOString() };
      const recorded = client.createResource(makeOpenedEvent(fax.id, act), { maxRetries: 0 });
      const reread = () => store.readFax(fax.id);
      const marked = queue.add(fax.id, fax, reread, async (base) => {
        const opened = makeOpened(base, act);
        const saved = opened ? await store.saveFax(opened) : base;
        return saved === 'conflict' ? reread() : saved;
      });
      void marked.then((saved) => putFax(queryClient, saved)).catch(() => undefined);
      void Promise.allSettled([recorded, marked]).then(() =>
        queryClient.invalidateQueries({ queryKey: faxQueries.timelineKey(fax.id) }),
      );
    },
    [client, queryClient, session.profile, queue, store],
  );
}
