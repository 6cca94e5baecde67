/** Which rows of a list are selected, and the range that is being drawn. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Where a range begins: the row that was selected or let go last. */
  readonly anchor?: string | undefined;
  /** What the range has put in, and gives back when it shrinks. */
  readonly range: ReadonlySet<string>;
}

interface Item {
  readonly id: string;
}

const NONE: ReadonlySet<string> = new Set();

export const NOTHING_SELECTED: Selection = { ids: NONE, range: NONE };

/** One row put in or taken out; the next range begins there. */
export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) {
    next.add(id);
  }
  return { ids: next, anchor: id, range: NONE };
}

/**
 * All rows from the anchor to another one put in, instead of the range before; what was selected apart from it stays.
 * @param from The anchor when nothing has been selected yet.
 */
export function extended(
  { ids, anchor, range }: Selection,
  rows: readonly Item[],
  from: string | undefined,
  to: string,
): Selection {
  const indexOf = (id: string | undefined) => rows.findIndex((row) => row.id === id);
  const end = indexOf(to);
  const start = [indexOf(anchor), indexOf(from), end].find((index) => index >= 0);
  if (start === undefined) {
    return { ids, anchor, range };
  }
  const others = minus(ids, range);
  const between = rows.slice(Math.min(start, end), Math.max(start, end) + 1).map(({ id }) => id);
  return {
    ids: new Set([...others, ...between]),
    anchor: rows[start]?.id,
    range: minus(new Set(between), others),
  };
}

/** More rows put in. */
export function withAll({ ids, anchor }: Selection, more: Iterable<string>): Selection {
  return { ids: new Set([...ids, ...more]), anchor, range: NONE };
}

/** Some rows taken out; the same selection when none of them was in it. */
export function withoutThese(selection: Selection, gone: ReadonlySet<string>): Selection {
  const ids = minus(selection.ids, gone);
  return ids.size === selection.ids.size
    ? selection
    : { ...selection, ids, range: minus(selection.range, gone) };
}

function minus(ids: ReadonlySet<string>, others: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...ids].filter((id) => !others.has(id)));
}
