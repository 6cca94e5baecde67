import { escapeSearchValue, idOf, type Party } from '../fhir/elements.ts';
import { FAX_DIRECTION, FAX_FLAG, FAX_MEDIUM_CODE, LOINC } from '../fhir/systems.ts';
import { addDays, dateOf, isDate, startOfDay } from '../format/time.ts';
import { FAX_STATES, type Fax, type FaxState } from './fax.ts';
import { FOLDER_IDS, FOLDERS, type FolderId, folderQuery, isInFolder, type Viewer } from './folders.ts';

/** What a list of received faxes shows. All of it may stand in an address: ids and codes only. */
export interface FaxFilter {
  readonly folder: FolderId;
  /** `HealthcareService/…` */
  readonly line?: string;
  /** LOINC code, or `none` for faxes without a type. */
  readonly type?: string;
  /** Looks into one state instead of the folder's own. */
  readonly state?: FaxState;
  /** Calendar dates in the clinic's zone, both inclusive. */
  readonly from?: string;
  readonly to?: string;
  readonly order: FaxOrder;
}

/** By the carrier's time, newest or oldest first; or what has waited longest here, by our first durable write. */
export const FAX_ORDERS = ['oldest', 'newest', 'waiting'] as const;
export type FaxOrder = (typeof FAX_ORDERS)[number];

/** What a list is of: the filter, the typed words, the zone its dates are in, and whose it is. */
export interface FaxListKey {
  readonly filter: FaxFilter;
  readonly words: string;
  readonly timeZone: string;
  readonly viewer: Viewer;
}

const ID = /^[A-Za-z0-9.-]{1,64}$/;

/** Whether a segment of an address names a folder. */
export function isFolderId(value: string | undefined): value is FolderId {
  return FOLDER_IDS.some((id) => id === value);
}

/** Reads a filter from an address. What is not understood is left out: an old or mistyped link still opens the folder. */
export function parseFaxFilter(folder: FolderId, params: { get(name: string): string | null }): FaxFilter {
  const line = params.get('line');
  const type = params.get('type');
  const state = FAX_STATES.find((known) => known === params.get('state'));
  const order = FAX_ORDERS.find((known) => known === params.get('order'));
  const from = params.get('from');
  const to = params.get('to');
  return {
    folder,
    ...(line && ID.test(line) && { line: `HealthcareService/${line}` }),
    ...(type && ID.test(type) && { type }),
    ...(state && { state }),
    ...(from && isDate(from) && { from }),
    ...(to && isDate(to) && { to }),
    order: order ?? defaultOrder(folder),
  };
}

/** Work is done oldest first; what is done is looked up newest first. */
export function defaultOrder(folder: FolderId): FaxFilter['order'] {
  return FOLDERS[folder].state === 'open' ? 'oldest' : 'newest';
}

/** Whether urgent faxes stand on top, whatever the order: where work is owed. */
export function hasUrgentOnTop({ folder, state = FOLDERS[folder].state }: FaxFilter): boolean {
  return state === 'open';
}

/** What is asked beside the query of a list for the urgent faxes in it. */
export const URGENT_ONLY: readonly [name: string, value: string] = ['category', `${FAX_FLAG}|urgent`];

type Param = [name: string, value: string];

/** The filter as search parameters of an address, without the folder (that is the path). */
export function makeFaxFilterParams(filter: FaxFilter): Param[] {
  return [
    ...param('line', filter.line && idOf(filter.line)),
    ...param('type', filter.type),
    ...param('state', filter.state),
    ...param('from', filter.from),
    ...param('to', filter.to),
    ...param('order', filter.order === defaultOrder(filter.folder) ? undefined : filter.order),
  ];
}

/**
 * The FHIR search of a list, without paging and includes; `undefined` when nothing can be in it. `words` are typed, so
 * they never stand in an address.
 */
export function makeFaxQuery({ filter, words, timeZone, viewer }: FaxListKey): Param[] | undefined {
  const { folder, state, from, to } = filter;
  const inFolder = folderQuery(folder, viewer, state);
  return (
    inFolder && [
      ['medium', FAX_MEDIUM_CODE],
      ['category', `${FAX_DIRECTION}|inbound`],
      ...inFolder.map(([name, value]): Param => [name, value]),
      ...param('recipient', filter.line),
      ...typeParam(filter.type),
      ...param('sent', from && `ge${startOfDay(from, timeZone)}`),
      ...param('sent', to && `lt${startOfDay(addDays(to, 1), timeZone)}`),
      ...splitWords(words).flatMap((word) => param('topic:text', escapeSearchValue(word))),
    ]
  );
}

function typeParam(type: string | undefined): Param[] {
  return type === 'none' ? param('category:not', `${LOINC}|`) : param('category', type && `${LOINC}|${type}`);
}

function param(name: string, value: string | undefined): Param[] {
  return value === undefined ? [] : [[name, value]];
}

/** The words of a search, each of which has to be found. A number is one word, without the punctuation people write in it. */
export function splitWords(text: string): string[] {
  const trimmed = text.trim();
  if (/^\+?[\d\s().-]{3,}$/.test(trimmed)) {
    return [trimmed.replace(/\D/g, '')];
  }
  return trimmed.split(/\s+/).filter((word) => word !== '');
}

/** Whether a fax is in a list: the same as the query, for faxes that arrive or change hands while it is shown. */
export function matchesFilter(
  fax: Fax,
  owner: Party | undefined,
  { filter, words, timeZone, viewer }: FaxListKey,
): boolean {
  const day = fax.sent && dateOf(fax.sent, timeZone);
  const subject = fax.subjectLine?.toLowerCase() ?? '';
  return (
    isInFolder(filter.folder, fax, owner?.reference, viewer, filter.state) &&
    (!filter.line || fax.line?.reference === filter.line) &&
    (!filter.type || (fax.type?.code ?? 'none') === filter.type) &&
    (!filter.from || (day !== undefined && day >= filter.from)) &&
    (!filter.to || (day !== undefined && day <= filter.to)) &&
    splitWords(words).every((word) => subject.includes(word.toLowerCase()))
  );
}
