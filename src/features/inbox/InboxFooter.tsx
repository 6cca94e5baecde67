import { useLive } from '../../data/live.ts';
import type { Fax, FaxRow } from '../../domain/fax/fax.ts';
import { formatWaiting } from '../../domain/format/time.ts';
import classes from './InboxPane.module.css';

interface InboxFooterProps {
  readonly rows: readonly FaxRow[];
  /** How many there are, when the server was asked. */
  readonly total: number | undefined;
  readonly hasMore: boolean;
  readonly now: string;
}

/** How much there is, how old the oldest is, and whether news come by themselves. */
export function InboxFooter({ rows, total, hasMore, now }: InboxFooterProps) {
  const { live } = useLive();
  return (
    <footer className={classes.footer}>
      <span>{formatSummary(rows, total, hasMore, now)}</span>
      <span role="status" data-down={!live || undefined}>
        {live ? 'Live' : 'Not live, checking every 30 s'}
      </span>
    </footer>
  );
}

/** `12 faxes · oldest 2 h 10 min`; the oldest only when every row is here or the list begins with it. */
export function formatSummary(
  rows: readonly FaxRow[],
  total: number | undefined,
  hasMore: boolean,
  now: string,
): string {
  const count = total ?? rows.length;
  const more = total === undefined && hasMore ? ' and more' : '';
  const open = rows.filter((row): row is Fax => row.kind === 'fax' && row.state === 'open');
  const oldest = open
    .map((fax) => fax.received)
    .reduce((first, received) => (received && (!first || received < first) ? received : first), undefined);
  const isOldestKnown = !hasMore || rows[0]?.sent === oldestSent(rows);
  const waiting = isOldestKnown ? formatWaiting(oldest, now) : '';
  return `${count} ${count === 1 ? 'fax' : 'faxes'}${more}${waiting && ` · oldest ${waiting}`}`;
}

function oldestSent(rows: readonly FaxRow[]): string | undefined {
  return rows
    .map((row) => row.sent)
    .reduce((first, sent) => (sent && (!first || sent < first) ? sent : first), undefined);
}
