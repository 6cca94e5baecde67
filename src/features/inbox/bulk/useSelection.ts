import { useEffect, useRef, useState } from 'react';
import { useSameFunction } from '../../../components/useSameFunction.ts';
import { useBulkDesk, useNotDone } from '../../../data/bulk/useBulkState.ts';
import type { FaxList } from '../../../data/faxes/useFaxList.ts';
import { extended, NOTHING_SELECTED, type Selection, toggled, withAll, withoutThese } from './selection.ts';

/** The rows of a list that are selected, and how they are. */
export interface ListSelection {
  readonly ids: ReadonlySet<string>;
  /** The row that keys of the list act on: the one moved to, else the one that is open. */
  readonly cursorId: string | undefined;
  /** A tap selects instead of opening. */
  readonly isChoosing: boolean;
  /** How many left the selection because they left the list. */
  readonly left: number;
  /** Puts a row in or takes it out; the one at the cursor, or the first, when none is named. */
  toggle(id?: string): void;
  /** Puts in everything from the row last touched to this one. */
  extendTo(id: string): void;
  /** Moves the cursor alone. */
  moveTo(id: string): void;
  selectLoaded(): void;
  add(ids: Iterable<string>): void;
  /** Takes out what a run begins with; what it cannot do comes back. */
  giveAway(ids: readonly string[]): void;
  /** Selects nothing any more; taps open again. */
  clear(): void;
  choose(): void;
}

interface State {
  /** The list it is of: another list begins with nothing selected. */
  readonly key: FaxList['key'];
  readonly selection: Selection;
  readonly cursor?: { readonly id: string; readonly openId: string | undefined };
  readonly isChoosing: boolean;
  /** A run was begun by taps. */
  readonly wasChoosing: boolean;
  readonly left: number;
}

const begin = (key: FaxList['key']): State => ({
  key,
  selection: NOTHING_SELECTED,
  isChoosing: false,
  wasChoosing: false,
  left: 0,
});

/**
 * What is selected in a list. Rows that leave the list leave the selection; those that a run could not do come back.
 * @param works Changes when somebody's work becomes another's, and with it who belongs to a personal list.
 */
export function useSelection(list: FaxList, openId: string | undefined, works: unknown): ListSelection {
  const [kept, setState] = useState(() => begin(list.key));
  const state = kept.key === list.key ? kept : begin(list.key);
  if (kept !== state) {
    setState(state);
  }
  const { selection, cursor } = state;
  // Reading on with `j` takes the cursor along.
  const cursorId = cursor && cursor.openId === openId ? cursor.id : openId;
  const change = (next: Partial<State>) => setState((now) => ({ ...now, ...next }));
  const cursorAt = (id: string) => ({ cursor: { id, openId } });

  useLeaving(list, works, selection, (gone) =>
    setState((now) => ({
      ...now,
      selection: withoutThese(now.selection, gone),
      left: now.left + gone.size,
    })),
  );
  const { forget } = useBulkDesk();
  useComeBack(list, (ids) =>
    setState((now) =>
      now.selection.ids.size > 0
        ? now
        : { ...now, selection: withAll(NOTHING_SELECTED, ids), isChoosing: now.wasChoosing },
    ),
  );

  const isSelectable = (id: string) => list.rows.some((row) => row.id === id && list.belongs(row));
  return {
    ids: selection.ids,
    cursorId,
    isChoosing: state.isChoosing,
    left: state.left,
    toggle: useSameFunction((named?: string) => {
      const id = named ?? cursorId ?? list.rows[0]?.id;
      if (id && (selection.ids.has(id) || isSelectable(id))) {
        change({ selection: toggled(selection, id), ...cursorAt(id) });
      }
    }),
    extendTo: useSameFunction((id: string) => {
      const rows = list.rows.filter((row) => list.belongs(row));
      change({ selection: extended(selection, rows, cursorId ?? rows[0]?.id, id), ...cursorAt(id) });
    }),
    moveTo: useSameFunction((id: string) => change(cursorAt(id))),
    selectLoaded: useSameFunction(() => {
      const rows = list.rows.filter((row) => list.belongs(row));
      change({
        selection: withAll(
          selection,
          rows.map(({ id }) => id),
        ),
      });
    }),
    add: useSameFunction((ids: Iterable<string>) =>
      setState((now) => ({ ...now, selection: withAll(now.selection, ids) })),
    ),
    giveAway: useSameFunction((ids: readonly string[]) =>
      setState((now) => ({
        ...now,
        selection: withoutThese(now.selection, new Set(ids)),
        isChoosing: false,
        wasChoosing: now.isChoosing,
        left: 0,
      })),
    ),
    clear: useSameFunction(() => {
      change({ selection: NOTHING_SELECTED, isChoosing: false, left: 0 });
      forget();
    }),
    choose: useSameFunction(() => change({ isChoosing: true })),
  };
}

/** Tells which of the selected rows no longer belong to the list. */
function useLeaving(
  { rows, belongs }: FaxList,
  works: unknown,
  { ids }: Selection,
  onLeave: (gone: ReadonlySet<string>) => void,
): void {
  const tell = useSameFunction(onLeave);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whose work a fax is decides whether it belongs
  useEffect(() => {
    const gone = ids.size === 0 ? [] : rows.filter((row) => ids.has(row.id) && !belongs(row));
    if (gone.length > 0) {
      tell(new Set(gone.map(({ id }) => id)));
    }
  }, [rows, works, ids, belongs, tell]);
}

/** Tells what a run that ended left as it was and is still in this list. */
function useComeBack({ rows, belongs }: FaxList, onBack: (ids: readonly string[]) => void): void {
  const notDone = useNotDone();
  const told = useRef(notDone);
  const tell = useSameFunction(() => {
    const gone = new Set(rows.filter((row) => !belongs(row)).map(({ id }) => id));
    onBack([...notDone.keys()].filter((id) => !gone.has(id) && notDone.get(id)?.reason !== 'left'));
  });
  useEffect(() => {
    if (told.current !== notDone && notDone.size > 0) {
      tell();
    }
    told.current = notDone;
  }, [notDone, tell]);
}
