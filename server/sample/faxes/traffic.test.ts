import { expect, test } from 'vitest';
import type { FaxOrder } from './sampleFax.ts';
import { nextFax, pauseBefore } from './traffic.ts';

const START = Date.parse('2026-11-20T18:00:00Z');

function run(seed: number, count: number): FaxOrder[] {
  const orders: FaxOrder[] = [];
  for (let index = 0; index < count; index++) {
    const sentAt = new Date(START + index * 30_000);
    orders.push(nextFax({ seed, prefix: `run-${seed}`, index }, sentAt, orders.slice(-10)));
  }
  return orders;
}

const what = (orders: readonly FaxOrder[]) =>
  orders.map(({ carrierFaxId, recipe, repeats }) => [
    carrierFaxId,
    recipe.name,
    repeats?.order.carrierFaxId,
    repeats?.how,
  ]);

test('one seed gives one row of faxes, another seed another', () => {
  expect(what(run(4, 50))).toEqual(what(run(4, 50)));
  expect(run(5, 50).map(({ recipe }) => recipe.name)).not.toEqual(
    run(4, 50).map(({ recipe }) => recipe.name),
  );
});

test('each fax has an id of its own, and one that comes again repeats an earlier first one', () => {
  const orders = run(4, 400);
  expect(new Set(orders.map(({ carrierFaxId }) => carrierFaxId)).size).toBe(400);
  const repeated = orders.flatMap(({ repeats, index }) => (repeats ? [{ ...repeats, index }] : []));
  expect(repeated.length).toBeGreaterThan(5);
  expect(repeated.length).toBeLessThan(40);
  for (const { order, index } of repeated) {
    expect(order.index).toBeLessThan(index);
    expect(order.repeats).toBeUndefined();
  }
});

test('most of it is what a family practice gets', () => {
  const names = run(4, 1000).map(({ recipe }) => recipe.name);
  const share = (name: string) => names.filter((each) => each === name).length / names.length;
  expect(share('results')).toBeGreaterThan(share('refill'));
  expect(share('refill')).toBeGreaterThan(share('junk'));
  expect(share('junk')).toBeGreaterThan(share('chart'));
  expect(new Set(names).size).toBeGreaterThan(20);
});

test('pauses are short more often than long, and on average what was asked for', () => {
  const pauses = Array.from({ length: 4000 }, (_, index) => pauseBefore(4, index));
  const mean = pauses.reduce((sum, pause) => sum + pause, 0) / pauses.length;
  expect(mean).toBeGreaterThan(0.9);
  expect(mean).toBeLessThan(1.05);
  expect(pauses.filter((pause) => pause < 1).length).toBeGreaterThan(pauses.length / 2);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(3);
});
