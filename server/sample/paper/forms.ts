import type { CheckItem, FormCell } from './page.ts';
import { bodyType, LEFT, type Sheet, setHandwriting, setParagraph, WIDTH } from './text.ts';

/** Everything that is laid out in cells. Each draws with its top at `y` and answers where the next block begins. */

export function setFields(
  sheet: Sheet,
  rows: readonly (readonly [string, string])[],
  columns: 1 | 2,
  y: number,
): number {
  const width = WIDTH / columns;
  const labelWidth = columns === 1 ? 124 : 86;
  let top = y;
  for (let index = 0; index < rows.length; index += columns) {
    const ends = rows.slice(index, index + columns).map(([label, value], column) => {
      const left = LEFT + column * width;
      setParagraph(sheet, label, bodyType(sheet, -0.5), { y: top, left, width: labelWidth });
      const place = { y: top, left: left + labelWidth, width: width - labelWidth - 6 };
      return setParagraph(sheet, value, bodyType(sheet, -0.5, true), place);
    });
    top = Math.max(...ends) - 1;
  }
  return top + 9;
}

const CELL_HEIGHT = 30;

export function setForm(sheet: Sheet, rows: readonly (readonly FormCell[])[], y: number): number {
  const { context } = sheet;
  let top = y + 2;
  for (const cells of rows) {
    let left = LEFT;
    const open = cells.filter(({ width }) => width === undefined).length;
    const share = (1 - cells.reduce((sum, { width = 0 }) => sum + width, 0)) / open;
    for (const { label, value = '', width = share, byHand } of cells) {
      const cellWidth = width * WIDTH;
      context.lineWidth = 0.8;
      context.strokeRect(left, top, cellWidth, CELL_HEIGHT);
      const inside = { left: left + 4, width: cellWidth - 6 };
      setParagraph(sheet, label, { family: 'Sans', size: 7.5 }, { y: top + 1, ...inside, width: 400 });
      if (byHand) setHandwriting(sheet, value, 19, { y: top + 3, ...inside, width: 400 });
      else setParagraph(sheet, value, bodyType(sheet, 0, true), { y: top + 11, ...inside });
      left += cellWidth;
    }
    top += CELL_HEIGHT;
  }
  return top + 10;
}

export interface TableLook {
  readonly bold: readonly number[];
  readonly look: 'lines' | 'grid' | 'plain';
}

export function setTable(
  sheet: Sheet,
  widths: readonly number[],
  rows: readonly (readonly string[])[],
  { bold, look }: TableLook,
  y: number,
): number {
  const { context } = sheet;
  let top = y + 2;
  for (const [index, cells] of rows.entries()) {
    let left = LEFT;
    const lefts: number[] = [];
    const ends = cells.map((cell, column) => {
      lefts.push(left);
      const width = (widths[column] ?? 0) * WIDTH;
      const typeface = bodyType(sheet, -1, index === 0 || bold.includes(index));
      const end = setParagraph(sheet, cell, typeface, { y: top + 1, left: left + 4, width: width - 6 });
      left += width;
      return end;
    });
    const bottom = Math.max(...ends) + 1;
    if (look !== 'plain' || index === 0) {
      context.fillRect(LEFT, bottom, WIDTH, index === 0 ? 1.4 : 0.6);
    }
    if (look === 'grid') {
      for (const edge of [...lefts, LEFT + WIDTH]) context.fillRect(edge, top, 0.6, bottom - top);
      if (index === 0) context.fillRect(LEFT, top, WIDTH, 0.8);
    }
    top = bottom;
  }
  return top + 11;
}

const BOX = 10;

export function setChecks(sheet: Sheet, items: readonly CheckItem[], columns: number, y: number): number {
  const width = WIDTH / columns;
  let top = y;
  for (let index = 0; index < items.length; index += columns) {
    const ends = items.slice(index, index + columns).map(({ label, checked }, column) => {
      const left = LEFT + column * width;
      drawBox(sheet, left + 2, top + 2, checked);
      return setParagraph(sheet, label, bodyType(sheet, -0.5), {
        y: top,
        left: left + 20,
        width: width - 26,
      });
    });
    top = Math.max(...ends) + 1;
  }
  return top + 8;
}

/** Ticked by pen, past the edges of the box. */
function drawBox({ context }: Sheet, x: number, y: number, checked: boolean): void {
  context.lineWidth = 1;
  context.strokeRect(x, y, BOX, BOX);
  if (!checked) return;
  context.lineWidth = 1.9;
  context.beginPath();
  context.moveTo(x - 1, y - 2);
  context.lineTo(x + BOX + 2, y + BOX + 1);
  context.moveTo(x + BOX + 2, y - 1);
  context.lineTo(x - 1, y + BOX + 2);
  context.stroke();
}

export function setBlanks(sheet: Sheet, labels: readonly string[], y: number): number {
  const width = WIDTH / labels.length;
  for (const [index, label] of labels.entries()) {
    const left = LEFT + index * width;
    sheet.context.fillRect(left, y + 24, width - 16, 0.8);
    setParagraph(sheet, label, bodyType(sheet, -2.5), { y: y + 25, left, width });
  }
  return y + 48;
}

export function setList(sheet: Sheet, items: readonly string[], isNumbered: boolean, y: number): number {
  let top = y;
  for (const [index, item] of items.entries()) {
    const typeface = bodyType(sheet);
    setParagraph(sheet, isNumbered ? `${index + 1}.` : '•', typeface, { y: top, left: LEFT + 8 });
    top = setParagraph(sheet, item, typeface, { y: top, left: LEFT + 26, width: WIDTH - 26 }) - 1;
  }
  return top + 8;
}

/** A framed paragraph. */
export function setBox(sheet: Sheet, words: string, isBold: boolean, y: number): number {
  const place = { y: y + 6, left: LEFT + 9, width: WIDTH - 18 };
  const end = setParagraph(sheet, words, bodyType(sheet, -1, isBold), place);
  sheet.context.lineWidth = 1.1;
  sheet.context.strokeRect(LEFT, y + 2, WIDTH, end - y + 2);
  return end + 15;
}
