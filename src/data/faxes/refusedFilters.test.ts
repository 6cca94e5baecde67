import { badRequest, forbidden, OperationOutcomeError } from '@medplum/core';
import { expect, test } from 'vitest';
import type { FaxListKey } from '../../domain/fax/faxFilter.ts';
import { NOBODY } from '../../domain/fax/folders.ts';
import { refusedFilters } from './refusedFilters.ts';

const KEY: FaxListKey = {
  filter: { folder: 'all-open', order: 'oldest', owner: 'nobody', label: 'to-sign', unread: true },
  words: 'knee',
  timeZone: 'UTC',
  viewer: NOBODY,
};

test.each([
  ['Unknown search parameter: topic', ['words']],
  ['Invalid _has parameter: _has:Task:focus:owner:missing', ['owner']],
  // Two filters ask by it; either may be what the server does not know.
  ['Invalid modifier: category:not', ['label', 'unread']],
  // A word that only holds the name of a parameter names none.
  ['Topics and subcategories are not served', ['owner', 'label', 'unread', 'words']],
])('a server that says "%s" may not know %o', (text, filters) => {
  expect(refusedFilters(new OperationOutcomeError(badRequest(text)), KEY)).toEqual(filters);
});

test('whatever else goes wrong is no filter’s fault', () => {
  expect(refusedFilters(new OperationOutcomeError(forbidden), KEY)).toEqual([]);
  expect(refusedFilters(new TypeError('Failed to fetch'), KEY)).toEqual([]);
  expect(refusedFilters(null, KEY)).toEqual([]);
  const plain: FaxListKey = { ...KEY, filter: { folder: 'mine', order: 'oldest' }, words: '' };
  expect(refusedFilters(new OperationOutcomeError(badRequest('No')), plain)).toEqual([]);
});
