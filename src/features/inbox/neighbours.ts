import type { FaxRow } from '../../domain/fax/fax.ts';

/** The row to go to with "next" (`1`) or "previous" (`-1`); from nowhere the first. `undefined` at either end. */
export function rowBeside(rows: readonly FaxRow[], id: string | undefined, step: 1 | -1): FaxRow | undefined {
  const index = rows.findIndex((row) => row.id === id);
  return index < 0 ? rows[0] : rows[index + step];
}

/**
 * Where to go when a fax is done: the next that still belongs to the list, else the one before, else nowhere.
 * @param belongs Whether a row still has a place in the list.
 */
export function rowAfterDone(
  rows: readonly FaxRow[],
  id: string,
  belongs: (row: FaxRow) => boolean,
): FaxRow | undefined {
  const index = rows.findIndex((row) => row.id === id);
  return rows.slice(index + 1).find(belongs) ?? rows.slice(0, Math.max(index, 0)).findLast(belongs);
}
