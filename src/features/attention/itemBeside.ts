import type { Attention } from '../../domain/intake/attentionTask.ts';

/** The one to go to with "next" (`1`) or "previous" (`-1`); from nowhere the first. `undefined` at either end. */
export function itemBeside(
  items: readonly Attention[],
  id: string | undefined,
  step: 1 | -1,
): Attention | undefined {
  const index = items.findIndex((item) => item.id === id);
  return index < 0 ? items[0] : items[index + step];
}

/** Where to go when one is dealt with: the next that is still open, else the one before, else nowhere. */
export function itemAfterDone(items: readonly Attention[], id: string): Attention | undefined {
  const index = items.findIndex((item) => item.id === id);
  const isOpen = (item: Attention) => item.isOpen;
  return items.slice(index + 1).find(isOpen) ?? items.slice(0, Math.max(index, 0)).findLast(isOpen);
}
