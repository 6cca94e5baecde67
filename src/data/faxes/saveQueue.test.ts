import { expect, test } from 'vitest';
import type { Fax } from '../../domain/fax/fax.ts';
import { parseFax } from '../../domain/fax/parseFax.ts';
import { SaveQueue } from './saveQueue.ts';

function version(versionId: string): Fax {
  const parsed = parseFax({
    resourceType: 'Communication',
    id: 'f',
    status: 'completed',
    meta: { versionId },
  });
  if (!parsed.ok) {
    throw new Error(parsed.error);
  }
  return parsed.value;
}

const reread = () => Promise.resolve(version('as read anew'));

test('a second save of one fax waits for the first and builds on what it left', async () => {
  const queue = new SaveQueue<Fax>();
  const { promise, resolve } = Promise.withResolvers<Fax>();
  const first = queue.add('f', version('1'), reread, () => promise);
  const second = queue.add('f', version('1'), reread, (base) => Promise.resolve(base));
  resolve(version('2'));
  await first;
  expect((await second).version).toBe('2');
});

test('after a failed save the next one builds on the fax as it is, not on a change that never was', async () => {
  const queue = new SaveQueue<Fax>();
  const failed = queue.add('f', version('1'), reread, () => Promise.reject(new Error('refused')));
  const second = queue.add('f', version('1'), reread, (base) => Promise.resolve(base));
  await expect(failed).rejects.toThrow('refused');
  expect((await second).version).toBe('as read anew');
});
