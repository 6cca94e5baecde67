import { expect, test } from 'vitest';
import { detectFileKind, mediaTypeOf } from './fileKind.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('knows a PDF by its header, also behind a few bytes of something else', () => {
  expect(detectFileKind(bytes('%PDF-1.7\n'))).toBe('pdf');
  expect(detectFileKind(bytes(`${'\r\n'.repeat(100)}%PDF-1.4`))).toBe('pdf');
});

test('knows pictures by their signatures', () => {
  expect(detectFileKind(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toBe('jpeg');
  expect(detectFileKind(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))).toBe('png');
});

test('a page of HTML is never given a type that a browser would run', () => {
  const kind = detectFileKind(bytes('<!doctype html><script>alert(1)</script>'));
  expect(mediaTypeOf(kind)).toBe('application/octet-stream');
});
