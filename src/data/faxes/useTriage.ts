import { useMedplum } from '@medplum/react-hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useContext, useMemo } from 'react';
import type { Fax } from '../../domain/fax/fax.ts';
import type { Act } from '../../domain/fax/marks.ts';
import { COMMAND_RULES, type TriageCommand } from '../../domain/fax/triageCommand.ts';
import { useDocumentTypes } from '../clinic/useDocumentTypes.ts';
import { describeError } from '../errors.ts';
import { NotifyContext } from '../notify.ts';
import { type Session, useSession } from '../session.ts';
import { ConflictError } from './conflict.ts';
import { heldFax } from './faxCache.ts';
import { faxQueries } from './faxQueries.ts';
import { isAsLeft, makeUndo, type UndoEntry, UndoStackContext } from './undoStack.ts';
import { useSaveCommand } from './useSaveCommand.ts';

/** Doing something to a fax, and taking it back. */
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

/** The way of a command from a person to the server and back into words. */
export function useTriage(): Triage {
  const client = useMedplum();
  const queryClient = useQueryClient();
  const session = useSession();
  const types = useDocumentTypes();
  const notify = useContext(NotifyContext);
  const undos = useContext(UndoStackContext);
  const save = useSaveCommand();

  const takeBack = useCallback(
    async (entry: UndoEntry | undefined) => {
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
          undos.push(entry);
        }
      }
    },
    [client, queryClient, session, types, notify, undos, save],
  );
  const undoLast = useCallback(() => takeBack(undos.pop()), [takeBack, undos]);

  const run = useCallback(
    async (fax: Fax, command: TriageCommand) => {
      const context = { act: actOf(session), types };
      const undo = makeUndo(fax, command, context, newFilingId());
      if (undo) {
        // Before it is saved: `u` right after must not take back what was done before.
        undos.push(undo);
      }
      try {
        await save(fax, command, context);
      } catch (error) {
        if (undo) {
          undos.take(undo);
        }
        notify({ kind: 'failed', ...describeError(error) });
        return false;
      }
      notify({
        kind: 'done',
        title: COMMAND_RULES[command.kind].done,
        // This change, though another one was begun before it was saved.
        ...(undo && { undo: () => void takeBack(undos.take(undo)) }),
      });
      return true;
    },
    [session, types, notify, undos, save, takeBack],
  );

  return useMemo(() => ({ run, undoLast }), [run, undoLast]);
}

function actOf(session: Session): Act {
  return { by: session.profile, at: new Date().toISOString() };
}
