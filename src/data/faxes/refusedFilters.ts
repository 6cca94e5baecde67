import { getStatus, OperationOutcomeError } from '@medplum/core';
import { activeFilters, type FaxListKey } from '../../domain/fax/faxFilter.ts';
import { FILTERS, type FilterId } from '../../domain/fax/filters.ts';

/**
 * Which filters a server may have refused a search for: those whose parameter its answer names, else all that are on;
 * none when that was not why it failed. Servers say 400 (or 501) and name the parameter in words of their own.
 */
export function refusedFilters(error: unknown, key: FaxListKey): readonly FilterId[] {
  const status = error instanceof OperationOutcomeError ? getStatus(error.outcome) : undefined;
  if (!(error instanceof OperationOutcomeError) || (status !== 400 && status !== 501)) {
    return [];
  }
  const answer = JSON.stringify(error.outcome);
  const on = activeFilters(key);
  const named = on.filter((id) => FILTERS[id].query(key).some(([name]) => isNamed(name, answer)));
  return named.length > 0 ? named : on;
}

/** `topic:text` is named by `topic` or `topic:text`, as a word of its own. */
function isNamed(parameter: string, answer: string): boolean {
  const [code = ''] = parameter.split(':');
  return new RegExp(`(?<![\\w-])${code}(?![\\w-])`, 'i').test(answer);
}
