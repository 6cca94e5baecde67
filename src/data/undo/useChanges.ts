import { useCallback, useContext, useMemo } from 'react';
import { describeError } from '../errors.ts';
import { ConflictError } from '../faxes/conflict.ts';
import { type NextStep, NotifyContext } from '../notify.ts';
import { type UndoEntry, UndoStackContext } from './undoStack.ts';

/** Something a person does that can be said and, mostly, taken back. */
export interface Change {
  /** The words of the notice. */
  readonly done: string;
  readonly save: () => Promise<void>;
  /** Absent for what is part of the record once it was done. */
  readonly takeBack?: (() => Promise<void>) | undefined;
  readonly next?: NextStep;
}

interface Changes {
  /**
   * Saves it and says so, with its undo; a failure is explained. Never rejects; resolves to whether it was saved, for
   * whoever holds typed text until it is.
   */
  run(change: Change): Promise<boolean>;
  /** Takes back the last thing done in this tab. */
  undoLast(): Promise<void>;
  /** Takes back this one, though others were done since; nothing when that has been done already. */
  undo(entry: UndoEntry): Promise<void>;
}

/** The way of a change from a person to the server and back into words. */
export function useChanges(): Changes {
  const notify = useContext(NotifyContext);
  const undos = useContext(UndoStackContext);

  const takeBack = useCallback(
    async (entry: UndoEntry | undefined) => {
      if (!entry) {
        return;
      }
      try {
        await entry.takeBack();
        if (!entry.isTold) {
          notify({ kind: 'done', title: 'Undone' });
        }
      } catch (error) {
        notify({ kind: 'failed', ...describeError(error) });
        if (!(error instanceof ConflictError)) {
          // Else the next try would take back what was done before.
          undos.push(entry);
        }
      }
    },
    [notify, undos],
  );
  const undoLast = useCallback(() => takeBack(undos.pop()), [takeBack, undos]);
  const undo = useCallback((entry: UndoEntry) => takeBack(undos.take(entry)), [takeBack, undos]);

  const run = useCallback(
    async ({ done, save, takeBack: inverse, next }: Change) => {
      const entry = inverse && { takeBack: inverse };
      if (entry) {
        // Before it is saved: `u` right after must not take back what was done before.
        undos.push(entry);
      }
      try {
        await save();
      } catch (error) {
        if (entry) {
          undos.take(entry);
        }
        notify({ kind: 'failed', ...describeError(error) });
        return false;
      }
      notify({
        kind: 'done',
        title: done,
        ...(next && { next }),
        // This change, though another one was begun before it was saved.
        ...(entry && { undo: () => void undo(entry) }),
      });
      return true;
    },
    [notify, undos, undo],
  );

  return useMemo(() => ({ run, undoLast, undo }), [run, undoLast, undo]);
}
