import { useMedplum } from '@medplum/react-hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useContext, useMemo } from 'react';
import type { Fax, FaxRow } from '../../domain/fax/fax.ts';
import type { Act } from '../../domain/fax/marks.ts';
import { parseFax } from '../../domain/fax/parseFax.ts';
import {
  applyCommand,
  COMMAND_RULES,
  inverseCommand,
  type TriageCommand,
  type TriageContext,
} from '../../domain/fax/triageCommand.ts';
import { useDocumentTypes } from '../clinic/useDocumentTypes.ts';
import { describeError } from '../errors.ts';
import { NotifyContext } from '../notify.ts';
import { type Session, useSession } from '../session.ts';
import { ConflictError } from './conflict.ts';
import { heldFax, putFax } from './faxCache.ts';
import { faxQueries } from './faxQueries.ts';
import { createFaxStore } from './faxStore.ts';
import { saveCommand } from './saveCommand.ts';
import { SaveQueueContext, type UndoEntry } from './saveQueue.ts';

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
  const save = useSave();

  const undoLast = useCallback(async () => {
    const entry = queue.popUndo();
    if (!entry) {
      return;
    }
    try {
      // A fax that left every list some minutes ago is not held any more.
      const fax =
        heldFax(queryClient, entry.faxId) ??
        (await queryClient.fetchQuery(faxQueries.detail(client, entry.faxId)));
      if (!isAsLeft(fax, entry)) {
        throw new ConflictError('It was changed again since. It stays as it is now.');
      }
      await save(fax, entry.inverse, { act: actOf(session), types });
      notify({ kind: 'done', title: 'Undone' });
    } catch (error) {
      notify({ kind: 'failed', ...describeError(error) });
      if (!(error instanceof ConflictError)) {
        // Else the next try would take back what was done before.
        queue.pushUndo(entry);
      }
    }
  }, [client, queryClient, session, types, notify, queue, save]);

  const run = useCallback(
    async (fax: Fax, command: TriageCommand) => {
      const context = { act: actOf(session), types };
      const undo = makeUndo(fax, command, context);
      if (undo) {
        // Before it is saved: `u` right after must not take back what was done before.
        queue.pushUndo(undo);
      }
      try {
        await save(fax, command, context);
      } catch (error) {
        queue.dropUndo(undo);
        notify({ kind: 'failed', ...describeError(error) });
        return false;
      }
      notify({
        kind: 'done',
        title: COMMAND_RULES[command.kind].done,
        ...(undo && { undo: () => void undoLast() }),
      });
      return true;
    },
    [session, types, notify, queue, save, undoLast],
  );

  return useMemo(() => ({ run, undoLast }), [run, undoLast]);
}

/** Shows a command's result at once and saves it; a failure brings back what was there and rejects. */
function useSave(): (fax: Fax, command: TriageCommand, context: TriageContext) => Promise<void> {
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
          await queue.add(fax, reread, (base) => saveCommand(store, base, command, context)),
        );
      } catch (error) {
        putFax(queryClient, await reread().catch(() => fax));
        throw error;
      } finally {
        void queryClient.invalidateQueries({ queryKey: faxQueries.counts(client).queryKey });
        void queryClient.invalidateQueries({ queryKey: faxQueries.timelineKey(fax.id) });
      }
    },
    [client, queryClient, queue, store],
  );
}

function actOf(session: Session): Act {
  return { by: session.profile, at: new Date().toISOString() };
}

function makeUndo(fax: Fax, command: TriageCommand, context: TriageContext): UndoEntry | undefined {
  const inverse = inverseCommand(fax, command, newFilingId());
  const after = parseFax(applyCommand(fax, command, context));
  return inverse && after.ok
    ? { faxId: fax.id, inverse, factAfter: COMMAND_RULES[inverse.kind].fact(after.value) }
    : undefined;
}

function isAsLeft(row: FaxRow, { inverse, factAfter }: UndoEntry): row is Fax {
  return row.kind === 'fax' && COMMAND_RULES[inverse.kind].fact(row) === factAfter;
}
