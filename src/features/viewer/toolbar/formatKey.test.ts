import { expect, test } from 'vitest';
import { formatKey } from './formatKey.ts';

test('prints keys as they stand on the keyboard', () => {
  expect(formatKey('.', false)).toBe('.');
  expect(formatKey('PageDown', false)).toBe('PgDn');
  expect(formatKey('mod+f', false)).toBe('Ctrl F');
  expect(formatKey('mod+f', true)).toBe('⌘ F');
});
