import { useMedplum } from '@medplum/react-hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Fax } from '../../domain/fax/fax.ts';
import { COMMAND_RULES, type TriageCommand } from '../../domain/fax/triageCommand.ts';
import { useDocumentTypes } from '../clinic/useDocumentTypes.ts';
import type { NextStep } from '../notify.ts';
import { actOf, useSession } from '../session.ts';
import { type Change, useChanges } from '../undo/useChanges.ts';
import { ConflictError } from './conflict.ts';
import { heldFax } from './faxCache.ts';
import { faxQueries } from './faxQueries.ts';
import { type FaxUndo, isAsLeft, makeFaxUndo } from './faxUndo.ts';
import { useSaveCommand } from './useSaveCommand.ts';

/** The id of a filing, minted by the click that decides it. */
export function newFilingId(): string {
  return crypto.randomUUID();
}

/** Does something to a fax: shown at once, then saved; see `useChanges` for how it ends. */
export function useTriage(): (fax: Fax, command: TriageCommand, next?: NextStep) => Promise<boolean> {
  const makeChange = useTriageChange();
  const { run } = useChanges();
  return useCallback(
    (fax, command, next) => run({ ...makeChange(fax, command), ...(next && { next }) }),
    [makeChange, run],
  );
}

/** What doing something to a fax is, for whoever does more than that at once. Its `save` shows it at once. */
export function useTriageChange(): (fax: Fax, command: TriageCommand) => Change {
  const client = useMedplum();
  const queryClient = useQueryClient();
  const session = useSession();
  const types = useDocumentTypes();
  const save = useSaveCommand();

  const takeBack = useCallback(
    async (faxId: string, undo: FaxUndo) => {
      // A fax that left every list some minutes ago is not held any more.
      const fax =
        heldFax(queryClient, faxId) ?? (await queryClient.fetchQuery(faxQueries.detail(client, faxId)));
      if (!isAsLeft(fax, undo)) {
        throw new ConflictError('It was changed again since. It stays as it is now.');
      }
      await save(fax, undo.inverse, { act: actOf(session), types });
    },
    [client, queryClient, session, types, save],
  );

  return useCallback(
    (fax, command) => {
      const context = { act: actOf(session), types };
      const undo = makeFaxUndo(fax, command, context, newFilingId());
      return {
        done: COMMAND_RULES[command.kind].done,
        save: () => save(fax, command, context),
        takeBack: undo && (() => takeBack(fax.id, undo)),
      };
    },
    [session, types, save, takeBack],
  );
}
