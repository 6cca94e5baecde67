import { allOk, badRequest, OperationOutcomeError } from '@medplum/core';
import type { FhirRouteHandler } from '@medplum/fhir-router';
import { parseDate } from '../store/intervals.ts';
import type { HistoryOptions } from '../store/repository.ts';
import type { SearchQuery } from '../store/search/request.ts';

/**
 * The versions of one resource, https://www.hl7.org/fhir/R4/http.html#history. The router's own passes `_since` over
 * and answers more than was asked for.
 */
export const readHistory: FhirRouteHandler = async ({ params, query }, repository) => [
  allOk,
  await repository.readHistory(params.resourceType ?? '', params.id ?? '', readOptions(query)),
];

/** Parameters that change how an answer is written, not what it is. */
const PRESENTATION = ['_format', '_pretty', '_summary', '_elements', '_'];

function readOptions(query: SearchQuery): HistoryOptions {
  const options: HistoryOptions = {};
  for (const [name, value] of Object.entries(query)) {
    switch (name) {
      case '_count':
        options.limit = readNumber(name, value);
        break;
      case '_offset':
        options.offset = readNumber(name, value);
        break;
      case '_since':
        options.since = readInstant(name, value);
        break;
      default:
        if (!PRESENTATION.includes(name)) {
          throw refusal(`Unknown parameter of a history: ${name}`, name);
        }
    }
  }
  return options;
}

function readNumber(name: string, value: string | string[] | undefined): number {
  if (typeof value !== 'string' || !/^\d{1,9}$/.test(value)) {
    throw refusal(`Invalid ${name}`, name);
  }
  return Number(value);
}

function readInstant(name: string, value: string | string[] | undefined): number {
  // In an address the plus of a time zone is a space unless it was encoded.
  const instant = typeof value === 'string' ? parseDate(value.replace(' ', '+')) : undefined;
  if (!instant) {
    throw refusal(`Invalid ${name}`, name);
  }
  return instant.lo;
}

function refusal(text: string, expression: string): OperationOutcomeError {
  return new OperationOutcomeError(badRequest(text, expression));
}
