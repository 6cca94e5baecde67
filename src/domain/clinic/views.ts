import type { Basic } from '@medplum/fhirtypes';
import { type FaxFilter, isFolderId, type TypedSearch } from '../fax/faxFilter.ts';
import { makeFaxFilterParams, parseFaxFilter } from '../fax/filterAddress.ts';
import { codingOf, extensionOf, identifierOf, listOf, type Party, referenceTo } from '../fhir/elements.ts';
import { EXT, TASK_CODE, VIEW_IDENTIFIER } from '../fhir/systems.ts';
import { isDate } from '../format/time.ts';

/** A list somebody has given a name, with everything it is narrowed by. */
export interface ViewContent {
  readonly name: string;
  readonly filter: FaxFilter;
  readonly typed: TypedSearch;
}

/** A view as it is saved. */
export interface View extends ViewContent {
  readonly kind: 'view';
  /** The identifier's value: `viewKey`. */
  readonly key: string;
  readonly basic: Basic;
}

/** One that is shown, but neither applied nor written: a newer version saved it, or nobody can tell what it holds. */
export interface ClosedView {
  readonly kind: 'newer' | 'unreadable';
  readonly key: string;
  readonly name: string;
  readonly basic: Basic;
}

/** The version of the JSON value we write; a newer one is left to whoever wrote it. */
const SCHEMA_VERSION = 1;

/** Characters of a name that a rail has room for. */
export const NAME_LENGTH = 60;

/** The identifier's value of a person's view. @param id minted when it was saved first */
export function viewKey(person: Party, id: string): string {
  return `${person.reference.replace('/', '-')}-${id}`;
}

/** The setting of a view; `standing` keeps what else is on the resource. */
export function makeView(person: Party, key: string, content: ViewContent, standing?: Basic): Basic {
  const ours: readonly string[] = [EXT.schemaVersion, EXT.value];
  const others = listOf(standing?.extension).filter(({ url }) => !ours.includes(url));
  return {
    ...standing,
    resourceType: 'Basic',
    identifier: [{ system: VIEW_IDENTIFIER, value: key }],
    code: { coding: [{ system: TASK_CODE, code: 'view' }] },
    author: referenceTo(person),
    extension: [
      ...others,
      { url: EXT.schemaVersion, valueInteger: SCHEMA_VERSION },
      { url: EXT.value, valueString: JSON.stringify(makeValue(content)) },
    ],
  };
}

/** What the JSON value holds: the filter as in an address, and beside it what never stands in one. */
interface Value {
  readonly name?: unknown;
  readonly folder?: unknown;
  readonly filter?: unknown;
  readonly typed?: unknown;
}

function makeValue({ name, filter, typed }: ViewContent): Value {
  return { name, folder: filter.folder, filter: Object.fromEntries(makeFaxFilterParams(filter)), typed };
}

/** Reads a view; `undefined` for any other setting. */
export function parseView(basic: Basic): View | ClosedView | undefined {
  const key = identifierOf(basic, VIEW_IDENTIFIER);
  if (!key || !codingOf(basic.code, TASK_CODE, 'view')) {
    return undefined;
  }
  const value = readValue(extensionOf(basic, EXT.value)?.valueString);
  const name = textOf(value.name) ?? 'View without a name';
  const version = extensionOf(basic, EXT.schemaVersion)?.valueInteger ?? Number.POSITIVE_INFINITY;
  if (version > SCHEMA_VERSION) {
    return { kind: 'newer', key, name, basic };
  }
  const folder = textOf(value.folder);
  if (!isFolderId(folder)) {
    return { kind: 'unreadable', key, name, basic };
  }
  const params = recordOf(value.filter);
  const filter = parseFaxFilter(folder, { get: (param) => textOf(params[param]) ?? null });
  return { kind: 'view', key, name, filter, typed: readTyped(recordOf(value.typed)), basic };
}

function readTyped(value: Record<string, unknown>): TypedSearch {
  const sender = textOf(value.sender);
  const birthDate = textOf(value.birthDate);
  return {
    words: textOf(value.words) ?? '',
    ...(sender && { sender }),
    ...(isDate(birthDate) && { birthDate }),
  };
}

function readValue(text: string | undefined): Value {
  try {
    return recordOf(JSON.parse(text ?? '{}'));
  } catch {
    return {};
  }
}

function recordOf(value: unknown): Record<string, unknown> {
  // Each part is looked at where it is read.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Whether a list is what a view shows. */
export function isShowing(view: ViewContent, { filter, typed }: Omit<ViewContent, 'name'>): boolean {
  return contentOf(view) === contentOf({ name: '', filter, typed });
}

function contentOf({ filter, typed: { words, sender, birthDate } }: ViewContent): string {
  const { folder } = filter;
  return JSON.stringify([folder, makeFaxFilterParams(filter), words, sender ?? '', birthDate ?? '']);
}

/** Whether two names are one to people. */
export function isSameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** In the order of their names. */
export function byName<T extends { readonly name: string }>(views: readonly T[]): T[] {
  return [...views].sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}
