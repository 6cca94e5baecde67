import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

const LARGE = 40 * 1024 * 1024;

test('large bodies are worked one after the other, and what else waits comes between them', async () => {
  const inTurn = createTurns();
  const order: string[] = [];
  const work = (name: string) => async () => {
    order.push(`${name} begins`);
    await setImmediate();
    order.push(`${name} ends`);
  };
  const first = inTurn(LARGE, work('first'));
  const second = inTurn(LARGE, work('second'));
  const other = first.then(() => order.push('others'));
  await Promise.all([first, second, other, inTurn(1000, work('small'))]);
  expect(order.filter((step) => !step.startsWith('small'))).toEqual([
    'first begins',
    'first ends',
    'others',
    'second begins',
    'second ends',
  ]);
  expect(order[0]).toBe('small begins');
});

test('one that fails fails alone', async () => {
  const inTurn = createTurns();
  const failing = inTurn(LARGE, () => Promise.reject(new Error('unreadable')));
  const next = inTurn(LARGE, async () => 'worked');
  await expect(failing).rejects.toThrow('unreadable');
  expect(await next).toBe('worked');
});
