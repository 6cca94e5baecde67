import { describe, expect, it, test } from 'vitest';
import { faxOf, openFax } from '../testing/communications.ts';
import {
  activeFilters,
  type FaxFilter,
  type FaxListKey,
  listName,
  lookInto,
  makeFaxQuery,
  makePartsQuery,
  matchesFilter,
  withoutFilters,
} from './faxFilter.ts';
import { makeFaxFilterParams, parseFaxFilter } from './filterAddress.ts';
import { splitWords } from './filters.ts';
import type { Viewer } from './folders.ts';

const ZONE = 'America/Los_Angeles';
const fax = faxOf(openFax);
const VIEWER: Viewer = { me: 'Practitioner/dana', teams: ['CareTeam/a', 'CareTeam/b'], covers: [] };

function keyOf(filter: Partial<FaxFilter>, more: Partial<FaxListKey> = {}): FaxListKey {
  const whole: FaxFilter = { folder: 'unassigned', order: 'oldest', ...filter };
  return { filter: whole, words: '', timeZone: ZONE, viewer: VIEWER, ...more };
}

function valuesOf(filter: Partial<FaxFilter>, words = '', more: Partial<FaxListKey> = {}): string[] {
  const query = makeFaxQuery(keyOf(filter, { words, ...more }));
  return (query ?? []).map(([name, value]) => `${name}=${value}`);
}

describe('a filter in an address', () => {
  test.each<FaxFilter>([
    { folder: 'unassigned', order: 'oldest' },
    { folder: 'all-open', order: 'newest' },
    { folder: 'trash', order: 'newest', type: 'none' },
    {
      folder: 'archived',
      order: 'oldest',
      line: 'HealthcareService/l1',
      type: '57133-1',
      state: 'junk',
      from: '2026-11-01',
      to: '2026-11-20',
    },
    { folder: 'all-open', order: 'newest', state: 'any', patient: 'Patient/p1', owner: 'Practitioner/dana' },
    { folder: 'mine', order: 'oldest', owner: 'CareTeam/a', label: 'call-back', urgent: true, unread: true },
    { folder: 'junk', order: 'newest', owner: 'nobody', pageSize: 25 },
  ])('reads back as it was written: %o', (filter) => {
    expect(parseFaxFilter(filter.folder, new URLSearchParams(makeFaxFilterParams(filter)))).toEqual(filter);
  });

  it('leaves the order out where it is the usual one', () => {
    expect(makeFaxFilterParams({ folder: 'unassigned', order: 'oldest' })).toEqual([]);
    expect(makeFaxFilterParams({ folder: 'closed', order: 'newest' })).toEqual([]);
  });

  it('ignores what it does not understand', () => {
    for (const odd of [
      'line=../x&type=a b&state=odd&from=today&to=2026-1-1&order=up',
      'to=2026-11-31',
      'patient=Patient/1&owner=dana&label=a|b&urgent=yes&unread=0&size=7',
      'owner=practitioner-../x&owner=clinic-1',
    ]) {
      expect(parseFaxFilter('closed', new URLSearchParams(odd))).toEqual({
        folder: 'closed',
        order: 'newest',
      });
    }
  });
});

describe('the query of a filter', () => {
  it('asks for received faxes of the folder', () => {
    expect(valuesOf({})).toEqual([
      'medium=FAXWRIT',
      'category=http://medplum.com/fhir/CodeSystem/fax-direction|inbound',
      'category=urn:faxwell:fax-state|open',
      'subject:missing=true',
      'category:not=urn:faxwell:fax-flag|no-patient',
      'category:not=urn:faxwell:fax-flag|in-parts',
    ]);
  });

  it('asks for whose the work is by the one Task of a fax', () => {
    expect(valuesOf({ folder: 'mine' })).toContain('_has:Task:focus:owner=Practitioner/dana');
    expect(valuesOf({ folder: 'my-team' })).toContain('_has:Task:focus:owner=CareTeam/a,CareTeam/b');
  });

  it('asks for whose work one sees to while they are away', () => {
    const key = { filter: { folder: 'mine', order: 'oldest' }, words: '', timeZone: ZONE } as const;
    const query = makeFaxQuery({ ...key, viewer: { ...VIEWER, covers: ['Practitioner/khan'] } });
    expect(query).toContainEqual(['_has:Task:focus:owner', 'Practitioner/dana,Practitioner/khan']);
  });

  it('is none for the team of somebody who is in none', () => {
    const filter: FaxFilter = { folder: 'my-team', order: 'oldest' };
    const viewer: Viewer = { ...VIEWER, teams: [] };
    expect(makeFaxQuery({ filter, words: '', timeZone: ZONE, viewer })).toBeUndefined();
  });

  it('looks into another state instead of the folder’s own', () => {
    const states = valuesOf({ state: 'trash' }).filter((param) => param.includes('fax-state'));
    expect(states).toEqual(['category=urn:faxwell:fax-state|trash']);
  });

  it('asks for days as instants of the clinic’s zone, the last day included', () => {
    expect(valuesOf({ from: '2026-11-01', to: '2026-11-01' })).toEqual(
      // Clocks go back on this day: it has 25 hours.
      expect.arrayContaining(['sent=ge2026-11-01T07:00:00.000Z', 'sent=lt2026-11-02T08:00:00.000Z']),
    );
  });

  it('asks for faxes without any type', () => {
    expect(valuesOf({ type: 'none' })).toContain('category:not=http://loinc.org|');
  });

  it('asks for nothing where nothing can be', () => {
    expect(makeFaxQuery(keyOf({ from: '2026-11-20', to: '2026-11-01' }))).toBeUndefined();
    expect(makeFaxQuery(keyOf({}, { birthDate: '1961-03-14', bornThen: [] }))).toBeUndefined();
    expect(makePartsQuery(keyOf({}, { birthDate: '1961-03-14', bornThen: [] }))).toBeUndefined();
  });

  it('asks for parts beside whole faxes where it is of patients, and only there', () => {
    const key = keyOf({ patient: 'Patient/a' }, { bornThen: ['Patient/a', 'Patient/b'] });
    expect(makePartsQuery(key)?.slice(-3)).toEqual([
      ['subject:missing', 'true'],
      ['_has:DocumentReference:related:subject', 'Patient/a'],
      ['_has:DocumentReference:related:subject', 'Patient/a,Patient/b'],
    ]);
    expect(makePartsQuery(keyOf({ line: 'HealthcareService/l1' }))).toBeUndefined();
  });

  it('asks for a patient by the records that were merged into theirs as well', () => {
    const records = ['Patient/a', 'Patient/old'];
    expect(valuesOf({ patient: 'Patient/a' }, '', { records })).toContain('subject=Patient/a,Patient/old');
    expect(valuesOf({ patient: 'Patient/a' })).toContain('subject=Patient/a');
    expect(valuesOf({}, '', { records })).not.toContain('subject=Patient/a,Patient/old');
  });

  it.each([
    ['(415) 555-0123', 'sender:identifier=urn:ietf:rfc:3966|tel:+14155550123'],
    ['lakeside', 'topic:text=lakeside'],
    ['555-0123', 'topic:text=5550123'],
  ])('takes a sender %s for what it is', (sender, param) => {
    expect(valuesOf({}, '', { sender })).toContain(param);
  });

  it('looks into every state for no state in particular', () => {
    expect(valuesOf({ folder: 'all-open', state: 'any' })).toEqual([
      'medium=FAXWRIT',
      'category=http://medplum.com/fhir/CodeSystem/fax-direction|inbound',
    ]);
  });

  it('searches each word, with the operators of FHIR escaped', () => {
    expect(valuesOf({}, 'lakeside a,b|c$d')).toEqual(
      expect.arrayContaining(['topic:text=lakeside', 'topic:text=a\\,b\\|c\\$d']),
    );
  });
});

describe('the words of a search', () => {
  test.each([
    ['', []],
    ['  Lakeside   referral ', ['Lakeside', 'referral']],
    ['(415) 555-0123', ['4155550123']],
    ['+1 415 555 0123', ['14155550123']],
    ['0123', ['0123']],
    ['12', ['12']],
    // A server has nothing to look for in a mark alone.
    ['Lee / Tom -', ['Lee', 'Tom']],
  ])('%j', (text, words) => {
    expect(splitWords(text)).toEqual(words);
  });
});

describe('a fax that arrives while a list is shown', () => {
  test.each<[string, Partial<FaxFilter>, string, boolean]>([
    ['in its folder', {}, '', true],
    ['in another folder', { folder: 'trash' }, '', false],
    ['in the state looked into', { folder: 'trash', state: 'open' }, '', true],
    ['on the line', { line: 'HealthcareService/referrals' }, '', true],
    ['on another line', { line: 'HealthcareService/front' }, '', false],
    ['without a type', { type: 'none' }, '', true],
    ['of another type', { type: '57133-1' }, '', false],
    // 09:41 UTC on the 20th is 01:41 in Los Angeles.
    ['on the day', { from: '2026-11-20', to: '2026-11-20' }, '', true],
    ['before the range', { from: '2026-11-21' }, '', false],
    ['after the range', { to: '2026-11-19' }, '', false],
    ['by words', {}, 'CARDIO 5550123', true],
    ['by number', {}, '415-555-0123', true],
    ['not by other words', {}, 'lakeside imaging', false],
    ['by words without their accents', {}, 'Cárdiology', true],
    ['wherever it is', { folder: 'all-open', state: 'any' }, '', true],
    ['nobody has opened', { unread: true }, '', true],
    ['that is not urgent', { urgent: true }, '', false],
    ['that is nobody’s', { owner: 'nobody' }, '', true],
    ['that is not Dana’s', { owner: 'Practitioner/dana' }, '', false],
  ])('%s', (_, filter, words, expected) => {
    const whole: FaxFilter = { folder: 'unassigned', order: 'oldest', ...filter };
    const key = { filter: whole, words, timeZone: ZONE, viewer: VIEWER };
    expect(matchesFilter(fax, undefined, key)).toBe(expected);
  });
});

describe('what is chosen', () => {
  it('is named, filter by filter', () => {
    const settings = {
      filter: keyOf({ state: 'any', to: '2026-11-20', unread: true }).filter,
      words: 'a',
      sender: '',
    };
    expect(activeFilters(settings)).toEqual(['state', 'unread', 'dates', 'words']);
    expect(activeFilters({ filter: { folder: 'mine', order: 'newest', pageSize: 25 }, words: '' })).toEqual(
      [],
    );
  });

  it('is cleared, but for how many are loaded at a time', () => {
    const filter = keyOf({
      line: 'HealthcareService/7',
      pageSize: 100,
      order: 'newest',
      urgent: true,
    }).filter;
    expect(withoutFilters(filter)).toEqual({ folder: 'unassigned', order: 'oldest', pageSize: 100 });
  });

  it('leaves the folder to look everywhere, and keeps an order that was chosen', () => {
    const unassigned = keyOf({ line: 'HealthcareService/7' }).filter;
    const everywhere = lookInto(unassigned, 'any');
    expect(everywhere).toMatchObject({
      folder: 'all-open',
      state: 'any',
      order: 'newest',
      line: unassigned.line,
    });
    expect(listName(everywhere)).toBe('Everywhere');
    expect(listName(unassigned)).toBe('Unassigned');
    expect(lookInto({ ...unassigned, order: 'newest' }, 'open').order).toBe('newest');
    expect(lookInto({ ...unassigned, order: 'waiting' }, 'archived').order).toBe('newest');
  });
});
