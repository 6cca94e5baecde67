import { itemBeside } from '../../components/neighbours.ts';
import type { FaxRow } from '../../domain/fax/fax.ts';

/** What a key of the list asks for. */
export type ListIntent =
  | { readonly kind: 'open' | 'move' | 'extend'; readonly id: string }
  | { readonly kind: 'toggle' | 'all' };

interface ListKeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  /** Ctrl or ⌘. */
  readonly mod: boolean;
}

/**
 * The keys of a list of which several rows can be selected: https://www.w3.org/WAI/ARIA/apg/patterns/listbox/
 * Moving opens, as `j` and `k` do; with Shift it selects instead, with Ctrl it only moves, because opening is on record.
 */
export function listIntent(
  { key, shiftKey, mod }: ListKeyPress,
  rows: readonly FaxRow[],
  cursorId: string | undefined,
): ListIntent | undefined {
  if (key === ' ' && !mod) {
    return { kind: 'toggle' };
  }
  if (key === 'a' && mod && !shiftKey) {
    return { kind: 'all' };
  }
  const target = rowOfKey(key, rows, cursorId);
  return target && { kind: shiftKey ? 'extend' : mod ? 'move' : 'open', id: target.id };
}

function rowOfKey(key: string, rows: readonly FaxRow[], cursorId: string | undefined): FaxRow | undefined {
  switch (key) {
    case 'ArrowDown':
      return itemBeside(rows, cursorId, 1);
    case 'ArrowUp':
      return itemBeside(rows, cursorId, -1);
    case 'Home':
      return rows[0];
    case 'End':
      return rows.at(-1);
    default:
      return undefined;
  }
}
