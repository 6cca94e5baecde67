import { escapeSearchValue } from '../fhir/elements.ts';
import { FAX_FLAG, LABEL, LOINC, TEL } from '../fhir/systems.ts';
import { addDays, dateOf, startOfDay } from '../format/time.ts';
import { parseNumber, telUri } from '../phone/phone.ts';
import { currentParts, type Fax, hasFlag, hasLabel, isJunkFromArrival } from './fax.ts';
import type { FaxListKey, FilterSettings } from './faxFilter.ts';

type Param = readonly [name: string, value: string];

/** Something a list can be narrowed by, as a question to the server and as a test of one fax. */
interface Filter {
  /** Completes "This server cannot look for …". */
  readonly sought: string;
  readonly isOn: (settings: FilterSettings) => boolean;
  /** Search parameters; none while it is off. */
  readonly query: (key: FaxListKey) => readonly Param[];
  /** Whether a fax passes, also while it is off: the same as the query. */
  readonly includes: (fax: Fax, owner: string | undefined, key: FaxListKey) => boolean;
}

export const FILTER_IDS = [
  'state',
  'line',
  'type',
  'patient',
  'owner',
  'label',
  'urgent',
  'unread',
  'dates',
  'sender',
  'birthDate',
  'words',
] as const;
export type FilterId = (typeof FILTER_IDS)[number];

/** The owner of what is nobody's. */
export const NOBODYS = 'nobody';

/** Those that ask whom a fax is filed to. */
export const PATIENT_FILTERS = ['patient', 'birthDate'] as const satisfies readonly FilterId[];

/** The filters of received faxes; the one place that says what each means. What each costs is in docs/fhir-api.md. */
export const FILTERS: Record<FilterId, Filter> = {
  // The folder's own query and predicate look into the state.
  state: {
    sought: 'faxes of that state',
    isOn: ({ filter }) => filter.state !== undefined,
    query: () => [],
    includes: () => true,
  },
  line: {
    sought: 'faxes of one line',
    isOn: ({ filter }) => filter.line !== undefined,
    query: ({ filter }) => param('recipient', filter.line),
    includes: (fax, _, { filter }) => !filter.line || fax.line?.reference === filter.line,
  },
  type: {
    sought: 'faxes of one type',
    isOn: ({ filter }) => filter.type !== undefined,
    query: ({ filter: { type } }) =>
      type === 'none' ? param('category:not', `${LOINC}|`) : param('category', type && `${LOINC}|${type}`),
    includes: (fax, _, { filter }) => !filter.type || (fax.type?.code ?? 'none') === filter.type,
  },
  patient: {
    sought: 'faxes of one patient',
    isOn: ({ filter }) => filter.patient !== undefined,
    query: ({ filter: { patient }, records }) => param('subject', patient && (records ?? [patient]).join()),
    includes: (fax, _, { filter: { patient }, records }) => !patient || isOfOne(fax, records ?? [patient]),
  },
  owner: {
    sought: 'faxes by whose work they are',
    isOn: ({ filter }) => filter.owner !== undefined,
    query: ({ filter: { owner } }) =>
      // Every fax has its Task from the moment it is taken in, but what is junk from its arrival: nobody has to do it.
      owner === NOBODYS
        ? param('_has:Task:focus:owner:missing', 'true')
        : param('_has:Task:focus:owner', owner),
    includes: (fax, owner, { filter }) =>
      !filter.owner ||
      (filter.owner === NOBODYS ? !owner && !isJunkFromArrival(fax) : owner === filter.owner),
  },
  label: {
    sought: 'faxes with a label',
    isOn: ({ filter }) => filter.label !== undefined,
    query: ({ filter: { label } }) => param('category', label && `${LABEL}|${label}`),
    includes: (fax, _, { filter: { label } }) => !label || hasLabel(fax, label),
  },
  urgent: {
    sought: 'urgent faxes',
    isOn: ({ filter }) => filter.urgent === true,
    query: ({ filter }) => param('category', filter.urgent ? `${FAX_FLAG}|urgent` : undefined),
    includes: (fax, _, { filter }) => !filter.urgent || hasFlag(fax, 'urgent'),
  },
  unread: {
    sought: 'faxes nobody has opened',
    isOn: ({ filter }) => filter.unread === true,
    query: ({ filter }) => param('category:not', filter.unread ? `${FAX_FLAG}|opened` : undefined),
    includes: (fax, _, { filter }) => !filter.unread || !hasFlag(fax, 'opened'),
  },
  dates: {
    sought: 'faxes of some days',
    isOn: ({ filter }) => filter.from !== undefined || filter.to !== undefined,
    query: ({ filter: { from, to }, timeZone }) => [
      ...param('sent', from && `ge${startOfDay(from, timeZone)}`),
      ...param('sent', to && `lt${startOfDay(addDays(to, 1), timeZone)}`),
    ],
    includes: (fax, _, { filter: { from, to }, timeZone }) => {
      const day = fax.sent && dateOf(fax.sent, timeZone);
      return (!from && !to) || (day !== undefined && (!from || day >= from) && (!to || day <= to));
    },
  },
  sender: {
    sought: 'a sender',
    isOn: ({ sender }) => Boolean(sender),
    query: ({ sender = '' }) => {
      const number = numberIn(sender);
      return number ? param('sender:identifier', `${TEL}|${telUri(number)}`) : subjectQuery(sender);
    },
    includes: (fax, _, { sender = '' }) => {
      const number = numberIn(sender);
      return number ? fax.originatingNumber === number : hasSubject(fax, sender);
    },
  },
  birthDate: {
    sought: 'a birth date',
    isOn: ({ birthDate }) => Boolean(birthDate),
    query: ({ bornThen }) => param('subject', bornThen?.join()),
    includes: (fax, _, { bornThen }) => !bornThen || isOfOne(fax, bornThen),
  },
  words: {
    sought: 'words of sender and subject',
    isOn: ({ words }) => words !== '',
    query: ({ words }) => subjectQuery(words),
    includes: (fax, _, { words }) => hasSubject(fax, words),
  },
};

function param(name: string, value: string | undefined): Param[] {
  return value === undefined ? [] : [[name, value]];
}

/** Whether a fax, or some of its pages, is filed to one of the patients. */
function isOfOne(fax: Fax, patients: readonly string[]): boolean {
  return [fax.patient, ...currentParts(fax).map((part) => part.patient)].some(
    (patient) => patient && patients.includes(patient.reference),
  );
}

/** The whole number somebody typed, as E.164. */
function numberIn(text: string): string | undefined {
  return /^\+?[\d\s().-]+$/.test(text) ? parseNumber(text) : undefined;
}

function subjectQuery(text: string): Param[] {
  return splitWords(text).flatMap((word) => param('topic:text', escapeSearchValue(word)));
}

function hasSubject(fax: Fax, text: string): boolean {
  const subject = comparable(fax.subjectLine ?? '');
  return splitWords(text).every((word) => subject.includes(comparable(word)));
}

/** As the embedded server compares texts: without case, accents and punctuation between words. */
function comparable(text: string): string {
  const bare = text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase();
  return bare.replaceAll(/[\s,;/()]+/g, ' ').trim();
}

/**
 * The words of a search, each of which has to be found. A number is one word, without the punctuation people write in it;
 * a dash or comma alone is none.
 */
export function splitWords(text: string): string[] {
  const trimmed = text.trim();
  if (/^\+?[\d\s().-]{3,}$/.test(trimmed)) {
    return [trimmed.replace(/\D/g, '')];
  }
  return trimmed.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
}
