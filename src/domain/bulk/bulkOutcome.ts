import { formatCount } from './bulkAction.ts';

/** Why a fax of a run was left as it is. */
export type NotDoneReason = keyof typeof COUNTED;

/** A fax that was left as it is, and why, in a few words for its row. */
export interface NotDone {
  readonly reason: NotDoneReason;
  readonly words: string;
}

/** The reasons as the end of a run counts them, in the order they are told. */
const COUNTED = {
  changed: () => 'somebody else changed first',
  claimed: () => 'somebody else has claimed',
  left: () => 'had left the list',
  closed: (n: number) => `${were(n)} closed already`,
  putAway: (n: number) => `${were(n)} put away already`,
  already: (n: number) => `${were(n)} so already`,
  notMine: (n: number) => `${were(n)} not claimed by you`,
  unadopted: (n: number) => `${were(n)} not taken into the inbox yet`,
  unreadable: () => 'cannot be read',
  refused: () => 'the server did not accept',
  unanswered: () => 'got no answer',
  stopped: () => 'not begun',
} as const satisfies Record<string, (n: number) => string>;

// Object.keys forgets the literal types of the table's own keys.
const REASONS = Object.keys(COUNTED) as readonly NotDoneReason[];

function were(n: number): string {
  return n === 1 ? 'was' : 'were';
}

/** How a run ended, in words: `38 moved to Junk, 2 not` and `1 somebody else changed first, 1 was closed already.` */
export interface EndWords {
  readonly title: string;
  readonly message?: string;
}

/**
 * @param verb What became of those that are done: `moved to Junk`.
 * @param done How many that are.
 */
export function formatEnd(verb: string, done: number, notDone: readonly NotDone[]): EndWords {
  if (notDone.length === 0) {
    return { title: `${formatCount(done)} ${verb}` };
  }
  const title =
    done === 0
      ? `None of ${formatCount(notDone.length)} ${verb}`
      : `${formatCount(done)} ${verb}, ${formatCount(notDone.length)} not`;
  return { title, message: `${formatReasons(notDone)}.` };
}

/** `1 somebody else changed first, 1 was closed already` */
export function formatReasons(notDone: readonly NotDone[]): string {
  const counts = Map.groupBy(notDone, ({ reason }) => reason);
  return REASONS.flatMap((reason) => {
    const count = counts.get(reason)?.length ?? 0;
    return count === 0 ? [] : [`${formatCount(count)} ${COUNTED[reason](count)}`];
  }).join(', ');
}
