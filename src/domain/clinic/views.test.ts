import type { Basic } from '@medplum/fhirtypes';
import { describe, expect, it, test } from 'vitest';
import { EXT } from '../fhir/systems.ts';
import { DANA } from '../testing/communications.ts';
import { byName, isShowing, makeView, parseView, type ViewContent, viewKey } from './views.ts';

const KEY = viewKey(DANA, 'v1');
const REFERRALS: ViewContent = {
  name: 'Referrals for Khan',
  filter: {
    folder: 'all-open',
    order: 'newest',
    owner: 'Practitioner/khan',
    label: 'to-sign',
    pageSize: 100,
  },
  typed: { words: 'knee', sender: 'Lakeside', birthDate: '1961-03-14' },
};
const saved = makeView(DANA, KEY, REFERRALS);

function withValue(basic: Basic, value: string, version = 1): Basic {
  return {
    ...basic,
    extension: [
      { url: EXT.schemaVersion, valueInteger: version },
      { url: EXT.value, valueString: value },
    ],
  };
}

describe('a view', () => {
  it('reads back as it was written', () => {
    expect(KEY).toBe('Practitioner-dana-v1');
    expect(parseView(saved)).toEqual({ kind: 'view', key: KEY, ...REFERRALS, basic: saved });
  });

  it('keeps what somebody else put on it', () => {
    const other = { url: 'https://other.example/colour', valueString: 'red' };
    const standing: Basic = { ...saved, id: '7', extension: [other, ...(saved.extension ?? [])] };
    const renamed = makeView(DANA, KEY, { ...REFERRALS, name: 'Mine' }, standing);
    expect(renamed.id).toBe('7');
    expect(renamed.extension).toContainEqual(other);
    expect(parseView(renamed)).toMatchObject({ name: 'Mine' });
  });

  it('of a newer version keeps its name and is not read further', () => {
    const newer = parseView(withValue(saved, '{"name":"Later","folder":"mine"}', 2));
    expect(newer).toMatchObject({ kind: 'newer', name: 'Later' });
    expect(newer).not.toHaveProperty('filter');
    expect(parseView({ ...saved, extension: [] })).toMatchObject({ kind: 'newer' });
  });

  test.each(['no json', '[]', '7', 'null', '{"name":"X","folder":"cellar"}', '{"name":{},"folder":[]}'])(
    'holding %s is shown as one that cannot be read',
    (value) => {
      expect(parseView(withValue(saved, value))).toMatchObject({ kind: 'unreadable' });
    },
  );

  it('leaves out what is not understood', () => {
    const value = '{"name":"X","folder":"mine","filter":{"line":7,"owner":"x"},"typed":{"birthDate":"May"}}';
    expect(parseView(withValue(saved, value))).toMatchObject({
      filter: { folder: 'mine', order: 'oldest' },
      typed: { words: '' },
    });
  });

  it('is not any other setting', () => {
    expect(parseView({ ...saved, code: { coding: [{ code: 'absence' }] } })).toBeUndefined();
    expect(parseView({ ...saved, identifier: [] })).toBeUndefined();
  });

  it('is the list on the screen when nothing differs', () => {
    expect(isShowing(REFERRALS, { ...REFERRALS, typed: { ...REFERRALS.typed } })).toBe(true);
    expect(isShowing(REFERRALS, { ...REFERRALS, typed: { words: 'knee' } })).toBe(false);
    expect(isShowing(REFERRALS, { ...REFERRALS, filter: { ...REFERRALS.filter, folder: 'mine' } })).toBe(
      false,
    );
  });
});

test('views stand in the order of their names', () => {
  const names = byName([{ name: 'Week 10' }, { name: 'älter' }, { name: 'Week 9' }]).map(({ name }) => name);
  expect(names).toEqual(['älter', 'Week 9', 'Week 10']);
});
