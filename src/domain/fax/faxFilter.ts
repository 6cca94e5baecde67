import type { Party } from '../fhir/elements.ts';
import { FAX_DIRECTION, FAX_FLAG, FAX_MEDIUM_CODE } from '../fhir/systems.ts';
import type { Fax } from './fax.ts';
import { FILTER_IDS, FILTERS, type FilterId, PATIENT_FILTERS } from './filters.ts';
import {
  FOLDER_IDS,
  FOLDERS,
  type FolderId,
  folderQuery,
  isInFolder,
  type LookedInto,
  type Viewer,
} from './folders.ts';

/** What a list of received faxes shows. All of it may stand in an address: ids and codes only. */
export interface FaxFilter {
  readonly folder: FolderId;
  /** `HealthcareService/…` */
  readonly line?: string | undefined;
  /** LOINC code, or `none` for faxes without a type. */
  readonly type?: string | undefined;
  /** Looks into one state instead of the folder's own, or into `any`. */
  readonly state?: LookedInto | undefined;
  /** `Patient/…`, of the whole fax or of some of its pages. */
  readonly patient?: string | undefined;
  /** `Practitioner/…` or `CareTeam/…` that has the work, or `nobody`. */
  readonly owner?: string | undefined;
  /** Code of a label. */
  readonly label?: string | undefined;
  readonly urgent?: boolean | undefined;
  /** Nobody has opened it yet. */
  readonly unread?: boolean | undefined;
  /** Calendar dates in the clinic's zone, both inclusive. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly order: FaxOrder;
  /** How many are loaded at a time; absent: `PAGE_SIZE`. */
  readonly pageSize?: PageSize | undefined;
}

/** By the carrier's time, newest or oldest first; or what has waited longest here, by our first durable write. */
export const FAX_ORDERS = ['oldest', 'newest', 'waiting'] as const;
export type FaxOrder = (typeof FAX_ORDERS)[number];

export const PAGE_SIZES = [25, 50, 100] as const;
export type PageSize = (typeof PAGE_SIZES)[number];
export const PAGE_SIZE: PageSize = 50;

/** What was typed to find faxes. It can name a person, so it never stands in an address and goes to the server by POST. */
export interface TypedSearch {
  /** Words of sender, number and title, each of which has to be found. */
  readonly words: string;
  /** A number in any usual writing, or words of the sender's name. */
  readonly sender?: string | undefined;
  /** FHIR date on which the patient was born. */
  readonly birthDate?: string | undefined;
}

export const NOTHING_TYPED: TypedSearch = { words: '' };

/** What a list is of: the filter, what was typed, the zone its dates are in, and whose it is. */
export interface FaxListKey extends TypedSearch {
  readonly filter: FaxFilter;
  readonly timeZone: string;
  readonly viewer: Viewer;
  /** `Patient/…`, the record of the patient that is asked for and those merged into it. */
  readonly records?: readonly string[] | undefined;
  /** `Patient/…` of everybody born on the typed day: faxes hold no birth dates, so it is looked up first. */
  readonly bornThen?: readonly string[] | undefined;
}

/** Whether a segment of an address names a folder. */
export function isFolderId(value: string | undefined): value is FolderId {
  return FOLDER_IDS.some((id) => id === value);
}

/** Work is done oldest first; what is done, and what may be anywhere, is looked up newest first. */
export function defaultOrder(
  folder: FolderId,
  state: LookedInto | undefined = FOLDERS[folder].state,
): FaxOrder {
  return state === 'open' ? 'oldest' : 'newest';
}

/** Whether urgent faxes stand on top, whatever the order: where work is owed. */
export function hasUrgentOnTop({ folder, state = FOLDERS[folder].state }: FaxFilter): boolean {
  return state === 'open';
}

/** What is asked beside the query of a list for the urgent faxes in it. */
export const URGENT_ONLY: readonly [name: string, value: string] = ['category', `${FAX_FLAG}|urgent`];

type Param = [name: string, value: string];

/**
 * The FHIR search of a list, without paging and includes; `undefined` when nothing can be in it. It finds what is filed
 * to a patient as a whole; what is filed in parts takes `makePartsQuery` beside it.
 */
export function makeFaxQuery(key: FaxListKey): Param[] | undefined {
  return makeQuery(key, FILTER_IDS);
}

/**
 * Where a list is of a patient: the search of faxes filed in parts that may have one of theirs, by the documents made of
 * the parts. FHIR cannot ask for them together with the others. It also finds parts that were taken back: only those
 * count for which `isOfPatients` holds.
 */
export function makePartsQuery(key: FaxListKey): Param[] | undefined {
  const asked = PATIENT_FILTERS.flatMap((id) => FILTERS[id].query(key));
  const others = FILTER_IDS.filter((id) => !PATIENT_FILTERS.some((other) => other === id));
  const query = asked.length > 0 ? makeQuery(key, others) : undefined;
  return (
    query && [
      ...query,
      ['subject:missing', 'true'],
      ...asked.map(([, patients]): Param => ['_has:DocumentReference:related:subject', patients]),
    ]
  );
}

function makeQuery(key: FaxListKey, ids: readonly FilterId[]): Param[] | undefined {
  const { folder, state } = key.filter;
  const inFolder = folderQuery(folder, key.viewer, state);
  if (!inFolder || key.bornThen?.length === 0 || areDatesReversed(key.filter)) {
    return undefined;
  }
  const params = [...inFolder, ...ids.flatMap((id) => FILTERS[id].query(key))];
  return [
    ['medium', FAX_MEDIUM_CODE],
    ['category', `${FAX_DIRECTION}|inbound`],
    ...params.map(([name, value]): Param => [name, value]),
  ];
}

/** The last day is before the first: nothing can be between them. */
export function areDatesReversed({ from, to }: Pick<FaxFilter, 'from' | 'to'>): boolean {
  return from !== undefined && to !== undefined && to < from;
}

/** Whether a fax is in a list: the same as the query, for faxes that arrive or change hands while it is shown. */
export function matchesFilter(fax: Fax, owner: Party | undefined, key: FaxListKey): boolean {
  const { folder, state } = key.filter;
  return (
    isInFolder(folder, fax, owner?.reference, key.viewer, state) &&
    FILTER_IDS.every((id) => FILTERS[id].includes(fax, owner?.reference, key))
  );
}

/** Whether a fax is of the patients a list is of, as a whole or with some of its pages. */
export function isOfPatients(fax: Fax, key: FaxListKey): boolean {
  return PATIENT_FILTERS.every((id) => FILTERS[id].includes(fax, undefined, key));
}

/** Whether it is asked by POST: what was typed never stands in an address. */
export function isPrivate({ words, sender, birthDate }: TypedSearch): boolean {
  return words !== '' || Boolean(sender) || Boolean(birthDate);
}

/** What a list is narrowed by, beside its folder. The order and how many are loaded at a time narrow nothing. */
export function activeFilters(key: FilterSettings): FilterId[] {
  return FILTER_IDS.filter((id) => FILTERS[id].isOn(key));
}

/** What somebody has chosen and typed, wherever it is shown. */
export type FilterSettings = TypedSearch & { readonly filter: FaxFilter };

/** The folder as it is when nobody narrows it; how many are loaded at a time stays. */
export function withoutFilters({ folder, pageSize }: FaxFilter): FaxFilter {
  return { folder, order: defaultOrder(folder), pageSize };
}

/**
 * The filter looking into another state, in the order usual there. `any` is everywhere: it leaves the folder for the one
 * that has no condition of its own.
 */
export function lookInto(filter: FaxFilter, state: LookedInto | undefined): FaxFilter {
  const folder = state === 'any' ? 'all-open' : filter.folder;
  const wasUsual = filter.order === 'waiting' || filter.order === defaultOrder(filter.folder, filter.state);
  return { ...filter, folder, state, order: wasUsual ? defaultOrder(folder, state) : filter.order };
}

/** What the list is called: its folder, or that it is of faxes wherever they are. */
export function listName({ folder, state }: FaxFilter): string {
  return folder === 'all-open' && state === 'any' ? 'Everywhere' : FOLDERS[folder].label;
}
