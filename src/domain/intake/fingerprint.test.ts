import { expect, test } from 'vitest';
import { encodePage, fingerprintDistance } from './fingerprint.ts';

const page = (...shares: number[]) => encodePage(shares);

test('pages are as far apart as their worst one, blank ones beside blank ones not counted', () => {
  expect(page(0, 0.5, 1)).toBe('00i0zz');
  const letter = `${page(0.2, 0.4)} ${page()}`;
  expect(fingerprintDistance(letter, letter)).toBe(0);
  expect(fingerprintDistance(letter, `${page(0.3, 0.4)} ${page()}`)).toBeCloseTo(0.05, 3);
  const both = `${page(0.2, 0.4)} ${page(0.6, 0.8)}`;
  expect(fingerprintDistance(both, `${page(0.2, 0.4)} ${page(0.7, 0.9)}`)).toBeCloseTo(0.1, 3);
});

test('a page more, a page instead of a blank one, nothing but blank ones, and what is no fingerprint are no match', () => {
  const one = page(0.2, 0.4);
  expect(fingerprintDistance(one, `${one} ${one}`)).toBeUndefined();
  expect(fingerprintDistance(one, page())).toBeUndefined();
  expect(fingerprintDistance(page(), page())).toBeUndefined();
  expect(fingerprintDistance(one, '')).toBeUndefined();
  expect(fingerprintDistance('', '')).toBeUndefined();
});
