interface Item {
  readonly id: string;
}

/** The item to go to with "next" (`1`) or "previous" (`-1`); from nowhere the first. `undefined` at either end. */
export function itemBeside<T extends Item>(
  items: readonly T[],
  id: string | undefined,
  step: 1 | -1,
): T | undefined {
  const index = items.findIndex((item) => item.id === id);
  return index < 0 ? items[0] : items[index + step];
}

/**
 * Where to go when one is done: the next that still belongs to the list, else the one before, else nowhere.
 * @param belongs Whether an item still has a place in the list.
 */
export function itemAfterDone<T extends Item>(
  items: readonly T[],
  id: string,
  belongs: (item: T) => boolean,
): T | undefined {
  const index = items.findIndex((item) => item.id === id);
  return items.slice(index + 1).find(belongs) ?? items.slice(0, Math.max(index, 0)).findLast(belongs);
}
