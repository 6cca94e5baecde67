import { type FaxRow, hasFlag } from '../../domain/fax/fax.ts';
import { formatWaiting } from '../../domain/format/time.ts';

/**
 * `12 faxes · oldest 2 h 10 min`. The oldest is said only when it is known: every row is here, or the list begins with it.
 * @param total How many there are, when the server was asked.
 */
export function formatSummary(
  rows: readonly FaxRow[],
  total: number | undefined,
  hasMore: boolean,
  now: string,
): string {
  const count = total ?? rows.length;
  const more = total === undefined && hasMore ? ' and more' : '';
  // Urgent ones stand on top whatever their time; there are few, and all of them are here.
  const inOrder = rows.filter((row) => row.kind !== 'fax' || !hasFlag(row, 'urgent')).map((row) => row.sent);
  const isOldestKnown = !hasMore || inOrder[0] === earliest(inOrder);
  const open = rows.flatMap((row) => (row.kind === 'fax' && row.state === 'open' ? [row.received] : []));
  const waiting = isOldestKnown ? formatWaiting(earliest(open), now) : '';
  return `${count} ${count === 1 ? 'fax' : 'faxes'}${more}${waiting && ` · oldest ${waiting}`}`;
}

function earliest(instants: readonly (string | undefined)[]): string | undefined {
  return instants
    .filter((instant) => instant !== undefined)
    .reduce<string | undefined>(
      (first, instant) => (first === undefined || Date.parse(instant) < Date.parse(first) ? instant : first),
      undefined,
    );
}
