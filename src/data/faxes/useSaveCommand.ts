import { useMedplum } from '@medplum/react-hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useContext, useMemo } from 'react';
import type { Fax } from '../../domain/fax/fax.ts';
import { parseFax } from '../../domain/fax/parseFax.ts';
import { applyCommand, type TriageCommand, type TriageContext } from '../../domain/fax/triageCommand.ts';
import { putFax } from './faxCache.ts';
import { faxQueries } from './faxQueries.ts';
import { createFaxStore } from './faxStore.ts';
import { saveCommand } from './saveCommand.ts';
import { SaveQueueContext } from './saveQueue.ts';

/** Shows a command's result at once and saves it; a failure brings back what was there and rejects. */
export function useSaveCommand(): (
  fax: Fax,
  command: TriageCommand,
  context: TriageContext,
) => Promise<void> {
  const client = useMedplum();
  const queryClient = useQueryClient();
  const queue = useContext(SaveQueueContext);
  const store = useMemo(() => createFaxStore(client), [client]);
  return useCallback(
    async (fax, command, context) => {
      const optimistic = parseFax(applyCommand(fax, command, context));
      if (optimistic.ok) {
        putFax(queryClient, optimistic.value);
      }
      const reread = () => store.readFax(fax.id);
      try {
        putFax(
          queryClient,
          await queue.add(fax.id, fax, reread, (base) => saveCommand(store, base, command, context)),
        );
      } catch (error) {
        putFax(queryClient, await reread().catch(() => fax));
        throw error;
      } finally {
        void queryClient.invalidateQueries({ queryKey: faxQueries.timelineKey(fax.id) });
      }
    },
    [queryClient, queue, store],
  );
}
