import { beforeEach, expect, test } from 'vitest';
import { Lru } from './lru.ts';

interface Thing {
  readonly name: string;
  held: boolean;
}

let dropped: string[];
let lru: Lru<Thing>;
const add = (name: string, held = false) => lru.set(name, { name, held });

beforeEach(() => {
  dropped = [];
  lru = new Lru<Thing>(
    2,
    (thing) => thing.held,
    (thing) => dropped.push(thing.name),
  );
});

test('drops the entry not used for longest', () => {
  add('a');
  add('b');
  lru.use('a');
  add('c');
  expect(dropped).toEqual(['b']);
});

test('looking without using does not keep an entry', () => {
  add('a');
  add('b');
  lru.peek('a');
  add('c');
  expect(dropped).toEqual(['a']);
});

test('never drops what is held, and drops it once it is let go', () => {
  add('a', true);
  add('b', true);
  add('c', true);
  expect(dropped).toEqual([]);
  const first = lru.peek('a');
  if (first) {
    first.held = false;
  }
  lru.trim();
  expect(dropped).toEqual(['a']);
});

test('hands over an entry that is replaced or deleted', () => {
  add('a');
  add('a');
  expect(dropped).toEqual(['a']);
  lru.delete('a');
  expect(dropped).toEqual(['a', 'a']);
  expect(lru.use('a')).toBeUndefined();
});
