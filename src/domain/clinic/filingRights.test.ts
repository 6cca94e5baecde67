import { expect, test } from 'vitest';
import { EXT } from '../fhir/systems.ts';
import { DANA } from '../testing/communications.ts';
import { makeFilingRights, parseFilingRights } from './filingRights.ts';

test.each(['file', 'propose'] as const)('%s is read as it was written', (rights) => {
  expect(parseFilingRights(makeFilingRights(rights, DANA))).toBe(rights);
});

test('what else stands on the setting is kept', () => {
  const other = { url: 'https://other.example/x', valueString: 'kept' };
  const standing = { ...makeFilingRights('file', DANA), extension: [other] };
  const next = makeFilingRights('propose', DANA, standing);
  expect(next.extension).toContainEqual(other);
  expect(parseFilingRights(next)).toBe('propose');
});

test('a newer version, and another setting, are not understood', () => {
  const setting = makeFilingRights('propose', DANA);
  const newer = { ...setting, extension: [{ url: EXT.schemaVersion, valueInteger: 2 }] };
  expect(parseFilingRights(newer)).toBeUndefined();
  expect(parseFilingRights({ ...setting, code: { text: 'other' } })).toBeUndefined();
});
