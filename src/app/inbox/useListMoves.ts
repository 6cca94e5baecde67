import { itemAfterDone, itemBeside } from '../../components/neighbours.ts';
import { useCommand } from '../../components/shortcuts/useCommand.ts';
import { useSameFunction } from '../../components/useSameFunction.ts';
import { focusList } from './focusPane.ts';

interface ListMoves<Item> {
  readonly items: readonly Item[];
  readonly selectedId: string | undefined;
  /** Whether an item still has a place in the list. */
  readonly belongs: (item: Item) => boolean;
  readonly isOneColumn: boolean;
  readonly select: (id: string) => void;
  readonly deselect: () => void;
  /** Whatever is alone on the screen makes room for the list. */
  readonly onBackToList: () => void;
}

/**
 * The ways through a list: the keys to the next, to the one before and back to the list.
 * @returns What to call when the selected one is done: on to the next.
 */
export function useListMoves<Item extends { readonly id: string }>(moves: ListMoves<Item>): () => void {
  const { items, selectedId, belongs, isOneColumn, select, deselect, onBackToList } = moves;
  const selectBeside = (step: 1 | -1) => {
    const item = itemBeside(items, selectedId, step);
    if (item) {
      select(item.id);
    }
  };
  useCommand('next', () => selectBeside(1));
  useCommand('previous', () => selectBeside(-1));
  useCommand('backToList', () => {
    onBackToList();
    if (isOneColumn) {
      deselect();
    } else {
      focusList();
    }
  });
  return useSameFunction(() => {
    const next = selectedId && itemAfterDone(items, selectedId, belongs);
    if (next) {
      select(next.id);
      focusList();
    } else {
      deselect();
    }
  });
}
