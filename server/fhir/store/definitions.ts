import { readFileSync } from 'node:fs';
import {
  getAllDataTypes,
  type InternalSchemaElement,
  indexSearchParameter,
  inflateElement,
} from '@medplum/core';
import type { SearchParameter } from '@medplum/fhirtypes';

/** One FHIR type as `scripts/compileDefinitions.ts` writes it: what validation needs and no more. */
export interface CompiledType {
  kind?: string;
  path: string;
  elements: Record<string, Partial<InternalSchemaElement>>;
  /** Names of the elements marked as summary; resources only. */
  summary?: string[];
}

/** Where a search parameter finds its values in the JSON of a resource. */
export interface CompiledPath {
  /** Property names joined with dots; arrays on the way are flattened. */
  path: string;
  /** FHIR type of the value at the end of the path. */
  type: string;
  /** Only references to this resource type count. */
  target?: string;
  /** Only contact points of this system count. */
  system?: string;
  /** Indexed instead of the value itself. */
  token?: string;
}

/** A {@link CompiledPath} taken apart, once instead of for every resource. */
interface SearchPath extends CompiledPath {
  steps: readonly string[];
}

export interface CompiledSearchParameter {
  type: 'token' | 'reference' | 'string' | 'uri' | 'date' | 'number' | 'quantity';
  /** The official FHIRPath expression, narrowed to the resource type. */
  expression: string;
  target?: string[];
  paths: CompiledPath[];
  /** Token indexed when no path yields a value. */
  absent?: string;
}

interface SearchParameterDefinition extends CompiledSearchParameter {
  paths: SearchPath[];
}

const GENERATED = new URL('../generated/', import.meta.url);

const META_PARAMETERS: Record<string, CompiledSearchParameter> = {
  _profile: { type: 'uri', expression: 'meta.profile', paths: [{ path: 'meta.profile', type: 'canonical' }] },
  _security: {
    type: 'token',
    expression: 'meta.security',
    paths: [{ path: 'meta.security', type: 'Coding' }],
  },
  _source: { type: 'uri', expression: 'meta.source', paths: [{ path: 'meta.source', type: 'uri' }] },
  _tag: { type: 'token', expression: 'meta.tag', paths: [{ path: 'meta.tag', type: 'Coding' }] },
};

const searchParametersText = readFileSync(new URL('searchParameters.json', GENERATED), 'utf8');

/** Changes whenever a data file has to be indexed anew. */
export const definitionsText = JSON.stringify(META_PARAMETERS) + searchParametersText;

const searchParameters = loadSearchParameters();
const types = loadTypes();

/** The search parameters of a resource type by code, or undefined for a type that is not stored. */
export function searchParametersOf(
  resourceType: string,
): Record<string, SearchParameterDefinition> | undefined {
  return searchParameters.get(resourceType);
}

/** The resource types that can be stored and searched, in alphabetical order. */
export function storedTypes(): string[] {
  return [...searchParameters.keys()];
}

/** Names of the elements that `_summary=true` returns. */
export function summaryElementsOf(resourceType: string): string[] {
  return types[resourceType]?.summary ?? [];
}

function loadSearchParameters(): Map<string, Record<string, SearchParameterDefinition>> {
  // Written by scripts/compileDefinitions.ts in exactly this shape.
  const compiled = JSON.parse(searchParametersText) as Record<
    string,
    Record<string, CompiledSearchParameter>
  >;
  const result = new Map<string, Record<string, SearchParameterDefinition>>();
  for (const [resourceType, parameters] of Object.entries(compiled)) {
    for (const [code, parameter] of Object.entries(parameters)) {
      registerWithCore(resourceType, code, parameter);
    }
    const withSteps = Object.entries({ ...parameters, ...META_PARAMETERS }).map(([code, parameter]) => {
      const paths = parameter.paths.map((path) => ({ ...path, steps: path.path.split('.') }));
      return [code, { ...parameter, paths }] as const;
    });
    result.set(resourceType, byCode(withSteps));
  }
  // Read and written like any resource, but without search parameters.
  result.set('Binary', {});
  return result;
}

/** Without a prototype: a query may name any key, `constructor` too. */
function byCode<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}

/** `parseSearchRequest` and `matchesSearchRequest` of @medplum/core look parameters up in a table of their own. */
function registerWithCore(resourceType: string, code: string, parameter: CompiledSearchParameter): void {
  const { type, expression, target } = parameter;
  // Core reads these members only; the rest of a SearchParameter is documentation.
  const definition = {
    resourceType: 'SearchParameter',
    code,
    base: [resourceType],
    type,
    expression,
    target,
  };
  indexSearchParameter(definition as SearchParameter);
}

function loadTypes(): Record<string, CompiledType> {
  // Written by scripts/compileDefinitions.ts in exactly this shape.
  const compiled = JSON.parse(readFileSync(new URL('types.json', GENERATED), 'utf8')) as Record<
    string,
    CompiledType
  >;
  const dataTypes = getAllDataTypes();
  for (const [name, { kind, path, elements, summary }] of Object.entries(compiled)) {
    dataTypes[name] = {
      name,
      type: name,
      path,
      elements: Object.fromEntries(
        Object.entries(elements).map(([key, element]) => [key, inflateElement(`${path}.${key}`, element)]),
      ),
      constraints: [],
      innerTypes: [],
      ...(kind ? { kind, summaryProperties: new Set(summary) } : undefined),
    };
  }
  return compiled;
}
