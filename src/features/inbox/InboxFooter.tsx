import { ListFooter } from '../../components/ListFooter.tsx';
import { useLive } from '../../data/live.ts';
import type { FaxRow } from '../../domain/fax/fax.ts';
import { formatSummary } from './formatSummary.ts';

interface InboxFooterProps {
  /** Absent while they are not known. */
  readonly rows: readonly FaxRow[] | undefined;
  /** How many there are, when the server was asked. */
  readonly total: number | undefined;
  readonly hasMore: boolean;
  readonly now: string;
}

/** How much there is, how old the oldest is, and whether news come by themselves. */
export function InboxFooter({ rows, total, hasMore, now }: InboxFooterProps) {
  const { live } = useLive();
  return <ListFooter live={live}>{rows && formatSummary(rows, total, hasMore, now)}</ListFooter>;
}
