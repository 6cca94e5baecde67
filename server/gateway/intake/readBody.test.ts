import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { readBody } from './readBody.ts';

const BYTES = randomBytes(500_000);
const LIMIT = 600_000;

/** In pieces, as a socket gives them. */
const arriving = (bytes: Buffer, piece = 7_000) =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / piece) }, (_, i) =>
      bytes.subarray(i * piece, (i + 1) * piece),
    ),
  );

test.each([
  ['announced', BYTES.length],
  ['not announced', undefined],
])('a body whose length is %s is whole', async (_how, announced) => {
  expect((await readBody(arriving(BYTES), announced, LIMIT)).equals(BYTES)).toBe(true);
});

test('an empty body is empty', async () => {
  expect(await readBody(arriving(Buffer.alloc(0)), undefined, LIMIT)).toHaveLength(0);
});

test.each<[string, number, number | undefined, number]>([
  ['is announced too large', 1, LIMIT + 1, 413],
  ['grows too large', LIMIT + 1, undefined, 413],
  ['is shorter than announced', 10, 11, 400],
  ['is longer than announced', 10, 9, 400],
])('a body that %s is refused', async (_how, bytes, announced, statusCode) => {
  await expect(readBody(arriving(Buffer.alloc(bytes)), announced, LIMIT)).rejects.toMatchObject({
    statusCode,
  });
});
