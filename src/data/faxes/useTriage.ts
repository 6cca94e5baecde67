import { useMedplum } from '@medplum/react-hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useContext, useMemo } from 'react';
import type { Fax } from '../../domain/fax/fax.ts';
import { parseFax } from '../../domain/fax/parseFax.ts';
import {
  applyCommand,
  COMMAND_RULES,
  inverseCommand,
  type TriageCommand,
} from '../../domain/fax/triageCommand.ts';
import { useDocumentTypes } from '../clinic/useDocumentTypes.ts';
import { describeError } from '../errors.ts';
import { NotifyContext } from '../notify.ts';
import { useSession } from '../session.ts';
import { ConflictError } from './conflict.ts';
import { heldFax, putFax } from './faxCache.ts';
import { faxQueries } from './faxQueries.ts';
import { createFaxStore } from './faxStore.ts';
import { saveCommand } from './saveCommand.ts';
import { SaveQueueContext } from './saveQueue.ts';

export interface Triage {
  /**
   * Shown at once, then saved; on failure what was there comes back and a notice says why. Never rejects;
   * resolves to whether it was saved, for whoever holds typed text until it is.
   */
  run(fax: Fax, command: TriageCommand): Promise<boolean>;
  /** Takes back the last thing done in this tab. */
  undoLast(): Promise<void>;
}

/** The id of a filing, minted by the click that decides it. */
export function newFilingId(): string {
  return crypto.randomUUID();
}

export function useTriage(): Triage {
  const client = useMedplum();
  const queryClient = useQueryClient();
  const session = useSession();
  const types = useDocumentTypes();
  const notify = useContext(NotifyContext);
  const queue = useContext(SaveQueueContext);
  const store = useMemo(() => createFaxStore(client), [client]);

  const save = useCallback(
    async (fax: Fax, command: TriageCommand): Promise<Fax | undefined> => {
      const context = { act: { by: session.profile, at: new Date().toISOString() }, types };
      const optimistic = parseFax(applyCommand(fax, command, context));
      if (optimistic.ok) {
        putFax(queryClient, optimistic.value);
      }
      try {
        const saved = await queue.add(
          fax,
          () => store.readFax(fax.id),
          (base) => saveCommand(store, base, command, context),
        );
        putFax(queryClient, saved);
        return saved;
      } catch (error) {
        putFax(queryClient, await store.readFax(fax.id).catch(() => fax));
        notify({ kind: 'failed', ...describeError(error) });
        return undefined;
      } finally {
        void queryClient.invalidateQueries({ queryKey: faxQueries.counts(client).queryKey });
        void queryClient.invalidateQueries({ queryKey: faxQueries.timelineKey(fax.id) });
      }
    },
    [client, queryClient, session.profile, types, notify, queue, store],
  );

  const undoLast = useCallback(async () => {
    const entry = queue.popUndo();
    const held = entry && heldFax(queryClient, entry.faxId);
    if (!entry || held?.kind !== 'fax') {
      return;
    }
    const { fact } = COMMAND_RULES[entry.inverse.kind];
    if (fact(held) !== entry.factAfter) {
      const changed = new ConflictError('It was changed again since. It stays as it is now.');
      notify({ kind: 'failed', ...describeError(changed) });
      return;
    }
    if (await save(held, entry.inverse)) {
      notify({ kind: 'done', title: 'Undone' });
    }
  }, [queue, queryClient, save, notify]);

  const run = useCallback(
    async (fax: Fax, command: TriageCommand) => {
      const saved = await save(fax, command);
      if (!saved) {
        return false;
      }
      const inverse = inverseCommand(fax, command, newFilingId());
      if (inverse) {
        queue.pushUndo({ faxId: fax.id, inverse, factAfter: COMMAND_RULES[inverse.kind].fact(saved) });
      }
      notify({
        kind: 'done',
        title: COMMAND_RULES[command.kind].done,
        ...(inverse && { undo: () => void undoLast() }),
      });
      return true;
    },
    [save, queue, notify, undoLast],
  );

  return useMemo(() => ({ run, undoLast }), [run, undoLast]);
}
