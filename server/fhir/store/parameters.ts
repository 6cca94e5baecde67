import type { Connection } from './connection.ts';
import { type CompiledSearchParameter, searchParametersOf, storedTypes } from './definitions.ts';

/**
 * The one date parameter per type that lists are sorted by. Its value is part of every row of the inverted index, so
 * that a folder is one index range read in the order it is shown. Types without one are listed by `_lastUpdated`.
 */
const SORT_PARAMETERS: Record<string, string> = {
  AuditEvent: 'date',
  Communication: 'sent',
  DocumentReference: 'date',
  Provenance: 'recorded',
  ServiceRequest: 'authored',
  Task: 'authored-on',
};

/** Sort key of a resource whose sort parameter is absent: before every date there is. */
export const NO_SORT = -1e15;

export function sortParameterOf(resourceType: string): string | undefined {
  return SORT_PARAMETERS[resourceType];
}

/**
 * A search parameter has up to four kinds of index rows, each with a number of its own:
 * - `value`: its tokens, texts, URIs, references or ranges;
 * - `text`: what `:text` looks in;
 * - `system`: the systems of its codes, for `system|`;
 * - `identifier`: the identifiers of its logical references.
 */
export type Facet = 'value' | 'text' | 'system' | 'identifier';

/** The code under whose only term every resource of a type is listed. */
export const WHOLE_TYPE_CODE = '';

/** Numbers of the search parameters in the index tables. */
export class ParameterIds {
  /** By type, then by code with its facet. */
  readonly #ids = new Map<string, Map<string, number>>();

  /** Registers the parameters that the data file does not know yet; needs a writing connection. */
  constructor(connection: Connection) {
    for (const row of connection.all<{ pid: number; type: string; code: string }>(
      'SELECT * FROM parameter',
    )) {
      this.#set(row.type, row.code, row.pid);
    }
    const missing = allCodes().filter(([type, code]) => !this.#ids.get(type)?.has(code));
    if (missing.length === 0) return;
    connection.exec('BEGIN IMMEDIATE');
    for (const [type, code] of missing) {
      const statement = 'INSERT INTO parameter (type, code) VALUES (?, ?) RETURNING pid';
      const row = connection.get<{ pid: number }>(statement, type, code);
      if (row) this.#set(type, code, row.pid);
    }
    connection.exec('COMMIT');
  }

  of(resourceType: string, code: string, facet: Facet = 'value'): number {
    const id = this.find(resourceType, code, facet);
    if (id === undefined) throw new Error(`No search parameter ${resourceType}?${code} (${facet})`);
    return id;
  }

  find(resourceType: string, code: string, facet: Facet): number | undefined {
    return this.#ids.get(resourceType)?.get(facetCode(code, facet));
  }

  #set(type: string, code: string, pid: number): void {
    const ofType = this.#ids.get(type);
    if (ofType) ofType.set(code, pid);
    else this.#ids.set(type, new Map([[code, pid]]));
  }
}

/** The facets that a parameter's values are indexed under. */
export function facetsOf(parameter: CompiledSearchParameter): Facet[] {
  switch (parameter.type) {
    case 'token':
      return hasCodings(parameter) ? ['value', 'text', 'system'] : ['value', 'text'];
    case 'reference':
      return ['value', 'identifier'];
    default:
      return ['value'];
  }
}

/** Systems are listed for codes only: there are few of them, while each resource has identifiers of its own. */
function hasCodings({ paths }: CompiledSearchParameter): boolean {
  return paths.some(({ type }) => type === 'CodeableConcept' || type === 'Coding');
}

function facetCode(code: string, facet: Facet): string {
  return facet === 'value' ? code : `${code}:${facet}`;
}

function allCodes(): [type: string, code: string][] {
  return storedTypes().flatMap((type) => {
    const codes = Object.entries(searchParametersOf(type) ?? {}).flatMap(([code, parameter]) =>
      facetsOf(parameter).map((facet) => facetCode(code, facet)),
    );
    return [WHOLE_TYPE_CODE, ...codes].map((code): [string, string] => [type, code]);
  });
}
