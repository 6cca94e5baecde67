import type { FaxFilter, TypedSearch } from './domain/fax/faxFilter.ts';
import { makeFaxFilterParams } from './domain/fax/filterAddress.ts';

/** Every address of the app. They carry ids and codes, never names, birth dates or typed words. */

export const HOME_PATH = '/';

/** Printed by a server that nobody can sign in to yet. */
export const FIRST_ADMIN_PATH = '/first-admin';

/** The inbox: a folder, and the fax that is open in it. */
export const INBOX_PATTERN = '/inbox/:folder/:faxId?';

/** `/inbox/unassigned/42?line=7&order=newest` */
export function inboxPath(filter: FaxFilter, faxId?: string): string {
  const params = new URLSearchParams(makeFaxFilterParams(filter)).toString();
  const fax = faxId ? `/${encodeURIComponent(faxId)}` : '';
  return `/inbox/${filter.folder}${fax}${params && `?${params}`}`;
}

/** What the history keeps beside an address of the inbox. */
export interface InboxEntry {
  /** Typed, so that it may be a name: never in the address. */
  readonly typed?: TypedSearch;
  /** The entry before this one is the list without a fax. */
  readonly isOnTopOfList?: boolean;
}

/** What needs a person, and the one that is open. */
export const ATTENTION_PATTERN = '/attention/:taskId?';

/** `/attention/42` */
export function attentionPath(taskId?: string): string {
  return `/attention${taskId ? `/${encodeURIComponent(taskId)}` : ''}`;
}
