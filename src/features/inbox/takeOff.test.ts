import { expect, test } from 'vitest';
import { activeFilters, type FaxFilter, type TypedSearch } from '../../domain/fax/faxFilter.ts';
import { FILTER_IDS } from '../../domain/fax/filters.ts';
import { takeOff } from './takeOff.ts';

const ALL: FaxFilter = {
  folder: 'all-open',
  order: 'newest',
  line: 'HealthcareService/1',
  type: 'none',
  state: 'any',
  patient: 'Patient/1',
  owner: 'nobody',
  label: 'to-sign',
  urgent: true,
  unread: true,
  from: '2026-11-01',
  to: '2026-11-20',
  pageSize: 25,
};
const TYPED: TypedSearch = { words: 'knee', sender: 'lakeside', birthDate: '1961-03-14' };

test.each(FILTER_IDS)('taking off %s leaves the others', (id) => {
  const [filter, typed] = takeOff([id], ALL, TYPED);
  expect(activeFilters({ ...typed, filter })).toEqual(FILTER_IDS.filter((other) => other !== id));
});

test('taking off all leaves the folder, and how many are loaded at a time', () => {
  const [filter, typed] = takeOff(FILTER_IDS, ALL, TYPED);
  expect(activeFilters({ ...typed, filter })).toEqual([]);
  expect(filter).toMatchObject({ folder: 'all-open', order: 'oldest', pageSize: 25 });
});
