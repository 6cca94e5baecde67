import {
  badRequest,
  DEFAULT_MAX_SEARCH_COUNT,
  type IncludeTarget,
  OperationOutcomeError,
} from '@medplum/core';
import type { Connection } from '../connection.ts';
import { searchParametersOf } from '../definitions.ts';
import type { ParameterIds } from '../parameters.ts';
import { json } from './sql.ts';

/** Rounds of `:iterate`; more is a circle. */
const MAX_ROUNDS = 5;

interface Includes {
  include: IncludeTarget[];
  revInclude: IncludeTarget[];
}

/**
 * Numbers of the resources that `_include` and `_revinclude` add to a page, read from the index alone.
 * @throws {OperationOutcomeError} 400 on an unknown parameter, or when they would be more than a page may hold.
 */
export function includedResources(
  connection: Connection,
  parameters: ParameterIds,
  { include, revInclude }: Includes,
  page: readonly number[],
): number[] {
  const steps = [
    ...include.map((target) => ({ target, iterates: target.modifier === 'iterate', find: referredTo })),
    ...revInclude.map((target) => ({ target, iterates: target.modifier === 'iterate', find: referringTo })),
  ].map((step) => ({ ...step, pid: referenceParameter(parameters, step.target) }));
  const held = new Set(page);
  const added: number[] = [];
  let from = [...page];
  for (let round = 0; from.length > 0 && round < MAX_ROUNDS; round++) {
    const found = steps
      .filter(({ iterates }) => round === 0 || iterates)
      .flatMap(({ find, pid, target }) => find(connection, pid, from, target));
    from = [...new Set(found)].filter((rid) => !held.has(rid));
    for (const rid of from) held.add(rid);
    added.push(...from);
    if (added.length > DEFAULT_MAX_SEARCH_COUNT) {
      throw new OperationOutcomeError(badRequest('Search includes too many resources'));
    }
  }
  return added;
}

function referenceParameter(parameters: ParameterIds, { resourceType, searchParam }: IncludeTarget): number {
  if (searchParametersOf(resourceType)?.[searchParam]?.type !== 'reference') {
    throw new OperationOutcomeError(badRequest(`Invalid include parameter: ${resourceType}:${searchParam}`));
  }
  return parameters.of(resourceType, searchParam);
}

function referredTo(
  connection: Connection,
  pid: number,
  from: number[],
  { targetType }: IncludeTarget,
): number[] {
  return connection
    .all<{ rid: number }>(
      `SELECT DISTINCT e.key AS rid FROM entry e CROSS JOIN resource r
       WHERE e.rid IN (SELECT value FROM json_each(?)) AND e.pid = ? AND r.rid = e.key AND (? IS NULL OR r.type = ?)`,
      json(from),
      pid,
      targetType ?? null,
      targetType ?? null,
    )
    .map(({ rid }) => rid);
}

function referringTo(
  connection: Connection,
  pid: number,
  to: number[],
  { targetType }: IncludeTarget,
): number[] {
  return connection
    .all<{ rid: number }>(
      `SELECT DISTINCT p.rid FROM posting p CROSS JOIN resource r
       WHERE p.pid = ? AND p.key IN (SELECT value FROM json_each(?)) AND r.rid = p.key AND (? IS NULL OR r.type = ?)
       LIMIT ${DEFAULT_MAX_SEARCH_COUNT + 1}`,
      pid,
      json(to),
      targetType ?? null,
      targetType ?? null,
    )
    .map(({ rid }) => rid);
}
