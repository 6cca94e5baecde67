import { FAX_DIRECTION, FAX_MEDIUM_CODE, FAX_STATE, LOINC } from '../fhir/systems.ts';
import { dateOf, nextDay, startOfDay } from '../format/time.ts';
import { FAX_STATES, type Fax, type FaxState } from './fax.ts';
import { FOLDER_IDS, FOLDERS, type FolderId } from './folders.ts';

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
  readonly order: 'newest' | 'oldest';
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const ID = /^[A-Za-z0-9.-]{1,64}$/;

export function isFolderId(value: string | undefined): value is FolderId {
  return FOLDER_IDS.some((id) => id === value);
}

/** Reads a filter from an address. What is not understood is left out: an old or mistyped link still opens the folder. */
export function parseFaxFilter(folder: FolderId, params: { get(name: string): string | null }): FaxFilter {
  const line = params.get('line');
  const type = params.get('type');
  const state = FAX_STATES.find((s) => s === params.get('state'));
  const from = params.get('from');
  const to = params.get('to');
  return {
    folder,
    ...(line && ID.test(line) && { line: `HealthcareService/${line}` }),
    ...(type && ID.test(type) && { type }),
    ...(state && { state }),
    ...(from && DATE.test(from) && { from }),
    ...(to && DATE.test(to) && { to }),
    order:
      params.get('order') === 'newest'
        ? 'newest'
        : params.get('order') === 'oldest'
          ? 'oldest'
          : defaultOrder(folder),
  };
}

/** Work is done oldest first; what is done is looked up newest first. */
export function defaultOrder(folder: FolderId): FaxFilter['order'] {
  return folder === 'unassigned' || folder === 'all-open' ? 'oldest' : 'newest';
}

/** The filter as search parameters of an address, without the folder (that is the path). */
export function makeFaxFilterParams(filter: FaxFilter): [string, string][] {
  return [
    ...(filter.line ? [['line', filter.line.slice('HealthcareService/'.length)] as [string, string]] : []),
    ...(filter.type ? [['type', filter.type] as [string, string]] : []),
    ...(filter.state ? [['state', filter.state] as [string, string]] : []),
    ...(filter.from ? [['from', filter.from] as [string, string]] : []),
    ...(filter.to ? [['to', filter.to] as [string, string]] : []),
    ...(filter.order === defaultOrder(filter.folder) ? [] : [['order', filter.order] as [string, string]]),
  ];
}

/** The FHIR search of a filter, without paging and includes. `words` are typed, so they never stand in an address. */
export function makeFaxQuery(filter: FaxFilter, words: string, timeZone: string): [string, string][] {
  const folder = FOLDERS[filter.folder].query.filter(
    ([, value]) => !(filter.state && value.startsWith(FAX_STATE)),
  );
  return [
    ['medium', FAX_MEDIUM_CODE],
    ['category', `${FAX_DIRECTION}|inbound`],
    ...folder.map(([name, value]) => [name, value] as [string, string]),
    ...(filter.state ? [['category', `${FAX_STATE}|${filter.state}`] as [string, string]] : []),
    ...(filter.line ? [['recipient', filter.line] as [string, string]] : []),
    ...(filter.type ? [typeParam(filter.type)] : []),
    ...(filter.from ? [['sent', `ge${startOfDay(filter.from, timeZone)}`] as [string, string]] : []),
    ...(filter.to ? [['sent', `lt${startOfDay(nextDay(filter.to), timeZone)}`] as [string, string]] : []),
    ...splitWords(words).map((word) => ['topic:text', escapeSearchValue(word)] as [string, string]),
  ];
}

function typeParam(type: string): [string, string] {
  return type === 'none' ? ['category:not', `${LOINC}|`] : ['category', `${LOINC}|${type}`];
}

/** The words of a search, each of which has to be found. A number is one word, without the punctuation people write in it. */
export function splitWords(text: string): string[] {
  const trimmed = text.trim();
  if (/^\+?[\d\s().-]{3,}$/.test(trimmed)) {
    return [trimmed.replace(/\D/g, '')];
  }
  return trimmed.split(/\s+/).filter((word) => word !== '');
}

/** Comma, bar, dollar and backslash are operators in a search value: https://hl7.org/fhir/R4/search.html#escaping */
function escapeSearchValue(word: string): string {
  return word.replace(/[\\,$|]/g, '\\$&');
}

/** Whether a fax is in the list of a filter: the same as the query, for faxes that arrive while the list is shown. */
export function matchesFilter(fax: Fax, filter: FaxFilter, words: string, timeZone: string): boolean {
  const inFolder = filter.state
    ? fax.direction === 'inbound' && fax.state === filter.state
    : FOLDERS[filter.folder].includes(fax);
  const day = fax.sent && dateOf(fax.sent, timeZone);
  const subject = fax.subjectLine?.toLowerCase() ?? '';
  return (
    inFolder &&
    (!filter.line || fax.line?.reference === filter.line) &&
    (!filter.type || (fax.type?.code ?? 'none') === filter.type) &&
    (!filter.from || (day !== undefined && day >= filter.from)) &&
    (!filter.to || (day !== undefined && day <= filter.to)) &&
    splitWords(words).every((word) => subject.includes(word.toLowerCase()))
  );
}
