import { formatHumanName } from '@medplum/core';
import type {
  Address,
  CodeableConcept,
  Coding,
  ContactPoint,
  HumanName,
  Identifier,
  Period,
  Quantity,
  Range,
  Reference,
  Resource,
} from '@medplum/fhirtypes';
import { spellingsOf } from '../../../src/domain/patient/spelling.ts';
import { type CompiledPath, type CompiledSearchParameter, searchParametersOf } from './definitions.ts';
import { type Interval, storedDate } from './intervals.ts';
import { type Facet, NO_SORT, sortParameterOf } from './parameters.ts';

/** The parameter that finds names in spite of a typing error; each way to spell a part of one is a term of its own. */
export const PHONETIC = 'phonetic';

/** A row of the inverted index before its strings have become numbers. */
export type IndexEntry = { code: string } & (
  | { kind: 'term'; facet: Facet; system: string; value: string; searchable: boolean }
  | { kind: 'reference'; type: string; id: string }
  /** The element is there, but holds nothing that can be searched for. */
  | { kind: 'present' }
);

interface IndexedRange extends Interval {
  code: string;
}

/** Everything the index knows of one resource. */
export interface Extract {
  entries: IndexEntry[];
  ranges: IndexedRange[];
  /** Milliseconds of the type's sort parameter, {@link NO_SORT} when absent. */
  sort: number;
}

/**
 * Collects what a resource can be found by.
 * @param localBase FHIR base URL of this server: absolute references below it are references to its own resources.
 */
export function extract(resource: Resource, localBase: string): Extract {
  const result: Extract = { entries: [], ranges: [], sort: NO_SORT };
  const sortParameter = sortParameterOf(resource.resourceType);
  for (const [code, parameter] of Object.entries(searchParametersOf(resource.resourceType) ?? {})) {
    const collector = new Collector(code, parameter, localBase);
    for (const path of parameter.paths) {
      for (const value of valuesAt(resource, path.steps)) collector.add(value, path);
    }
    collector.finish();
    result.entries.push(...collector.entries);
    if (code === sortParameter && collector.ranges[0]) {
      result.sort = collector.ranges[0].lo;
      // A point in time is wholly in the sort key; only a wider one, such as a bare day, needs a row of its own.
      if (collector.ranges.every(({ lo, hi }) => lo === hi)) continue;
    }
    result.ranges.push(...collector.ranges);
  }
  return result;
}

const NO_VALUES: readonly unknown[] = [];

/** The values at the end of a path; arrays on the way are flattened. Most paths of a resource lead nowhere. */
function valuesAt(node: unknown, steps: readonly string[], at = 0): readonly unknown[] {
  if (Array.isArray(node)) return node.flatMap((one) => valuesAt(one, steps, at));
  if (node === undefined || node === null) return NO_VALUES;
  const step = steps[at];
  if (step === undefined) return [node];
  // FHIR JSON is a tree of plain objects; what a property holds is looked at by its declared type.
  return typeof node === 'object'
    ? valuesAt((node as Record<string, unknown>)[step], steps, at + 1)
    : NO_VALUES;
}

/** Collects the rows of one search parameter. */
class Collector {
  readonly entries: IndexEntry[] = [];
  readonly ranges: IndexedRange[] = [];
  readonly #code: string;
  readonly #parameter: CompiledSearchParameter;
  readonly #localBase: string;

  constructor(code: string, parameter: CompiledSearchParameter, localBase: string) {
    this.#code = code;
    this.#parameter = parameter;
    this.#localBase = localBase;
  }

  /** Validation has made sure that a value has the type its path declares, hence the casts below. */
  add(value: unknown, path: CompiledPath): void {
    switch (this.#parameter.type) {
      case 'token':
        this.#addToken(value, path);
        break;
      case 'reference':
        this.#addReference(value, path);
        break;
      case 'string':
        for (const text of textsOf(value, path.type)) this.#addText(text);
        break;
      case 'uri':
        this.#term('value', '', String(value), false);
        break;
      default:
        this.#addRange(value, path.type);
    }
  }

  finish(): void {
    const { absent } = this.#parameter;
    if (absent !== undefined && this.entries.length === 0) this.#term('value', '', absent, false);
  }

  #addText(text: string): void {
    if (this.#code !== PHONETIC) this.#term('value', '', text, true);
    else for (const word of spellingsOf(text)) this.#term('value', '', word, false);
  }

  #addToken(value: unknown, path: CompiledPath): void {
    switch (path.type) {
      case 'CodeableConcept': {
        const { coding, text } = value as CodeableConcept;
        for (const one of coding ?? []) this.#addCoding(one);
        if (text) this.#term('text', '', text, true);
        break;
      }
      case 'Coding':
        this.#addCoding(value as Coding);
        break;
      case 'Identifier': {
        const { system, value: id, type } = value as Identifier;
        if (id) this.#term('value', system ?? '', id, false);
        if (type?.text) this.#term('text', '', type.text, true);
        break;
      }
      case 'ContactPoint': {
        const { system, value: address } = value as ContactPoint;
        if (!address || (path.system && path.system !== system)) break;
        this.#term('value', system ?? '', address.toLowerCase(), false);
        break;
      }
      default:
        this.#term('value', '', path.token ?? String(value), false);
    }
  }

  #addCoding({ system, code, display }: Coding): void {
    if (code) this.#term('value', system ?? '', code, false);
    if (system) this.#term('system', '', system, false);
    if (display) this.#term('text', '', display, true);
  }

  #addReference(value: unknown, path: CompiledPath): void {
    // Canonical references are plain strings.
    const { reference, identifier } = typeof value === 'string' ? { reference: value } : (value as Reference);
    const local = reference ? parseReference(reference, this.#localBase) : undefined;
    if (path.target && local?.type !== path.target) return;
    if (local) this.entries.push({ kind: 'reference', code: this.#code, ...local });
    else if (reference && !reference.startsWith('#')) this.#term('value', '', reference, false);
    else this.entries.push({ kind: 'present', code: this.#code });
    if (identifier?.value) this.#term('identifier', identifier.system ?? '', identifier.value, false);
  }

  #addRange(value: unknown, type: string): void {
    const range = rangeOf(value, type);
    if (range) this.ranges.push({ code: this.#code, ...range });
  }

  #term(facet: Facet, system: string, value: string, searchable: boolean): void {
    this.entries.push({ kind: 'term', code: this.#code, facet, system, value, searchable });
  }
}

const LOCAL_REFERENCE = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

/** Type and id of a reference to a resource of this server, else undefined. */
export function parseReference(
  reference: string,
  localBase: string,
): { type: string; id: string } | undefined {
  const relative = reference.startsWith(localBase) ? reference.slice(localBase.length) : reference;
  const [, type, id] = LOCAL_REFERENCE.exec(relative) ?? [];
  return type && id ? { type, id } : undefined;
}

function textsOf(value: unknown, type: string): string[] {
  if (type === 'HumanName') {
    const name = value as HumanName;
    const parts = [
      name.text,
      name.family,
      ...(name.given ?? []),
      ...(name.prefix ?? []),
      ...(name.suffix ?? []),
    ];
    // The whole name as well, so that "maria alv" is found across its parts.
    return distinct([...parts, formatHumanName({ given: name.given, family: name.family })]);
  }
  if (type === 'Address') {
    const { text, line, city, district, state, postalCode, country } = value as Address;
    return distinct([text, ...(line ?? []), city, district, state, postalCode, country]);
  }
  return typeof value === 'string' ? [value] : [];
}

function distinct(texts: (string | undefined)[]): string[] {
  return [...new Set(texts.filter((text): text is string => Boolean(text)))];
}

function rangeOf(value: unknown, type: string): Interval | undefined {
  switch (type) {
    case 'date':
    case 'dateTime':
    case 'instant':
      return storedDate(String(value));
    case 'Period': {
      const { start, end } = value as Period;
      return interval(storedDate(start ?? '')?.lo, storedDate(end ?? '')?.hi);
    }
    case 'Range': {
      const { low, high } = value as Range;
      return interval(low?.value, high?.value);
    }
    case 'Quantity':
    case 'Duration': {
      const number = (value as Quantity).value;
      return interval(number, number);
    }
    default:
      return typeof value === 'number' ? { lo: value, hi: value } : undefined;
  }
}

/** An open end reaches as far as numbers go; finite, because SQLite has no infinity to compare with in an index. */
function interval(lo: number | undefined, hi: number | undefined): Interval | undefined {
  if (lo === undefined && hi === undefined) return undefined;
  return { lo: lo ?? -Number.MAX_VALUE, hi: hi ?? Number.MAX_VALUE };
}
