import type { NotDone } from '../../domain/bulk/bulkOutcome.ts';
import type { Result } from '../../domain/result.ts';
import { describeError } from '../errors.ts';
import { ConflictError } from '../faxes/conflict.ts';
import { RefusalError } from '../refusal.ts';
import type { BulkDesk } from './bulkDesk.ts';
import { pauseOf } from './pauseOf.ts';
import { runItems } from './runItems.ts';

/**
 * One try at one fax: what a done one leaves behind, or why it was left alone. After a pause the same is tried again,
 * and has to find what a try has saved whose answer was lost.
 */
export type Attempt<Left> = () => Promise<Result<Left, NotDone>>;

interface BulkRun<Left> {
  /** `Moving to Junk` */
  readonly doing: string;
  readonly ids: readonly string[];
  /** Called once for each fax. */
  readonly begin: (id: string) => Attempt<Left>;
}

/** How a run ended, by the faxes' ids. */
export interface RunEnd<Left> {
  readonly done: ReadonlyMap<string, Left>;
  readonly notDone: ReadonlyMap<string, NotDone>;
}

/** Does something to many faxes; the desk shows how it goes on and can stop it. Never rejects. */
export async function runBulk<Left>(
  desk: BulkDesk,
  { doing, ids, begin }: BulkRun<Left>,
): Promise<RunEnd<Left>> {
  const done = new Map<string, Left>();
  const notDone = new Map<string, NotDone>();
  const tried = new Map<string, Attempt<Left>>();
  const signal = desk.begin(doing, ids.length);
  await runItems(ids, {
    signal,
    pauseOf,
    onPause: (pause) => desk.paused(pause),
    wait: (ms) => waitOrStop(ms, signal),
    work: async (id) => {
      const attempt = tried.get(id) ?? begin(id);
      tried.set(id, attempt);
      const result = await settle(attempt);
      tried.delete(id);
      if (result.ok) {
        done.set(id, result.value);
      } else {
        notDone.set(id, result.error);
      }
      desk.settled();
    },
  });
  for (const id of ids.filter((each) => !done.has(each) && !notDone.has(each))) {
    // What was tried may have been stored before the answer got lost.
    notDone.set(id, tried.has(id) ? UNANSWERED : NOT_BEGUN);
  }
  return { done, notDone };
}

/** @throws what is to be waited out */
async function settle<Left>(attempt: Attempt<Left>): Promise<Result<Left, NotDone>> {
  try {
    return await attempt();
  } catch (error) {
    if (pauseOf(error)) {
      throw error;
    }
    return { ok: false, error: describeNotDone(error) };
  }
}

const UNANSWERED: NotDone = { reason: 'unanswered', words: 'the server did not answer; look again' };
const NOT_BEGUN: NotDone = { reason: 'stopped', words: 'the run was stopped before' };

function describeNotDone(error: unknown): NotDone {
  if (error instanceof ConflictError) {
    // Who it was; for what was kept a row has no room.
    return { reason: 'changed', words: error.message.replace(/\. (Theirs|Yours) .*/s, '') };
  }
  const words = error instanceof RefusalError ? error.message : describeError(error).title;
  return { reason: 'refused', words };
}

function waitOrStop(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
