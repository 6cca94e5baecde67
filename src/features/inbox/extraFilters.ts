import type { FilterId } from '../../domain/fax/filters.ts';

const EXTRA = ['patient', 'birthDate', 'sender', 'owner', 'label', 'urgent', 'unread'] as const;
/** A filter whose chip is there only while it is on. */
export type ExtraFilter = (typeof EXTRA)[number];

/** Whether a filter is one of those behind "More filters". */
export function hasChip(id: FilterId): id is ExtraFilter {
  return EXTRA.some((extra) => extra === id);
}
