/** Numbers from 0 up to 1 that are the same in every run. */
export type Random = () => number;

/** Mulberry32: small, quick, and good enough for dust on paper. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A generator for one of many things made from one seed, so that each can be made without those before it. */
export function createRandomOf(seed: number, index: number): Random {
  return createRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
}

/** A whole number from `low` to `high`, both included. */
export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

export function chance(random: Random, probability: number): boolean {
  return random() < probability;
}

/** @throws RangeError when there is nothing to pick from */
export function pick<T>(random: Random, list: readonly T[]): T {
  const picked = list[Math.floor(random() * list.length)];
  if (picked === undefined) throw new RangeError('Nothing to pick from');
  return picked;
}

/** So many different entries in random order; all of them when there are fewer. */
export function pickSome<T>(random: Random, list: readonly T[], count: number): T[] {
  const rest = [...list];
  const picked: T[] = [];
  while (picked.length < count && rest.length > 0) {
    picked.push(...rest.splice(Math.floor(random() * rest.length), 1));
  }
  return picked;
}

/** `4072`: digits of an invented number that never begins with 0. */
export function digits(random: Random, count: number): string {
  return Array.from({ length: count }, (_, at) => between(random, at === 0 ? 1 : 0, 9)).join('');
}
