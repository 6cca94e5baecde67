import type { SKRSContext2D } from '@napi-rs/canvas';
import { type Family, fontOf } from './fonts.ts';
import type { Block, Page, TextStyle } from './page.ts';

/** US Letter and its margins, in points. */
export const LETTER = { width: 612, height: 792 };
const LEFT = 62;
const WIDTH = LETTER.width - 2 * LEFT;
const TOP = 58;
const LINE_SPACING = 1.36;

interface Typeface {
  readonly family: Family;
  readonly size: number;
  readonly bold?: boolean;
}

/** The typeface of running text, which differs from sender to sender. */
export type BodyFamily = 'Serif' | 'Sans' | 'Typewriter';

/** Sets a page in type, one block below the other, in points from the top left. */
export function typesetPage(context: SKRSContext2D, page: Page, body: BodyFamily): void {
  context.fillStyle = '#000';
  context.strokeStyle = '#000';
  context.textBaseline = 'alphabetic';
  const sheet: Sheet = { context, body };
  let y = TOP;
  for (const block of page.blocks) y = setBlock(sheet, block, y);
}

interface Sheet {
  readonly context: SKRSContext2D;
  readonly body: BodyFamily;
}

/** Draws a block with its top at `y` and answers where the next one begins. */
function setBlock(sheet: Sheet, block: Block, y: number): number {
  switch (block.kind) {
    case 'letterhead':
      return setLetterhead(sheet, block.name, block.lines, y);
    case 'title':
      return setParagraph(sheet, block.text, { family: sheet.body, size: 15, bold: true }, y + 4) + 4;
    case 'text':
      return setParagraph(sheet, block.text, typefaceOf(block.style, sheet.body), y) + 7;
    case 'fields':
      return setFields(sheet, block.rows, y);
    case 'table':
      return setTable(sheet, block.widths, block.rows, y);
    case 'checks':
      return setChecks(sheet, block.items, y);
    case 'stamp':
      return setStamp(sheet, block.text, y);
    case 'signature':
      return setSignature(sheet, block.hand, block.name, y);
    case 'rule':
      sheet.context.fillRect(LEFT, y + 3, WIDTH, 1);
      return y + 12;
    case 'gap':
      return y + block.height;
  }
}

function typefaceOf(style: TextStyle | undefined, body: BodyFamily): Typeface {
  switch (style) {
    case 'bold':
      return { family: body, size: 12, bold: true };
    case 'small':
      return { family: body, size: 9.5 };
    case 'typewriter':
      return { family: 'Typewriter', size: 11.5 };
    case 'handwriting':
      return { family: 'Handwriting', size: 21 };
    default:
      return { family: body, size: 12 };
  }
}

function setParagraph(
  sheet: Sheet,
  words: string,
  typeface: Typeface,
  y: number,
  left = LEFT,
  width = WIDTH,
): number {
  const { context } = sheet;
  context.font = fontOf(typeface.family, typeface.size, typeface.bold);
  let baseline = y;
  for (const line of breakLines(context, words, width)) {
    baseline += typeface.size * LINE_SPACING;
    context.fillText(line, left, baseline);
  }
  return baseline + typeface.size * 0.3;
}

function breakLines(context: SKRSContext2D, words: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of words.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && context.measureText(longer).width > width) {
        lines.push(line);
        line = word;
      } else {
        line = longer;
      }
    }
    lines.push(line);
  }
  return lines;
}

function setLetterhead(sheet: Sheet, name: string, lines: readonly string[], y: number): number {
  const afterName = setParagraph(sheet, name, { family: sheet.body, size: 19, bold: true }, y);
  const end = lines.reduce(
    (at, line) => setParagraph(sheet, line, { family: sheet.body, size: 10.5 }, at) - 2,
    afterName - 4,
  );
  sheet.context.fillRect(LEFT, end + 6, WIDTH, 1.5);
  return end + 20;
}

const LABEL_WIDTH = 122;

function setFields(sheet: Sheet, rows: readonly (readonly [string, string])[], y: number): number {
  let at = y;
  for (const [label, value] of rows) {
    setParagraph(sheet, label, { family: sheet.body, size: 11.5 }, at);
    const typeface = { family: sheet.body, size: 11.5, bold: true };
    at = setParagraph(sheet, value, typeface, at, LEFT + LABEL_WIDTH, WIDTH - LABEL_WIDTH);
  }
  return at + 8;
}

const ROW_HEIGHT = 19;

function setTable(
  sheet: Sheet,
  widths: readonly number[],
  rows: readonly (readonly string[])[],
  y: number,
): number {
  let top = y + 4;
  for (const [index, cells] of rows.entries()) {
    let left = LEFT;
    for (const [column, cell] of cells.entries()) {
      const typeface = { family: sheet.body, size: 11, bold: index === 0 };
      setParagraph(sheet, cell, typeface, top - 1, left + 3, WIDTH);
      left += (widths[column] ?? 0) * WIDTH;
    }
    top += ROW_HEIGHT;
    sheet.context.fillRect(LEFT, top, WIDTH, index === 0 ? 1.4 : 0.6);
  }
  return top + 12;
}

const BOX = 10;

function setChecks(sheet: Sheet, items: readonly { label: string; checked: boolean }[], y: number): number {
  const { context } = sheet;
  let at = y;
  for (const { label, checked } of items) {
    context.lineWidth = 1;
    context.strokeRect(LEFT + 2, at + 6, BOX, BOX);
    if (checked) {
      context.lineWidth = 2;
      context.beginPath();
      context.moveTo(LEFT + 1, at + 5);
      context.lineTo(LEFT + 4 + BOX, at + 7 + BOX);
      context.moveTo(LEFT + 4 + BOX, at + 5);
      context.lineTo(LEFT + 1, at + 7 + BOX);
      context.stroke();
    }
    at = setParagraph(sheet, label, { family: sheet.body, size: 11.5 }, at, LEFT + 22, WIDTH - 22);
  }
  return at + 8;
}

function setStamp(sheet: Sheet, words: string, y: number): number {
  const { context } = sheet;
  context.font = fontOf('Sans', 26, true);
  const width = context.measureText(words).width + 26;
  context.lineWidth = 3;
  context.strokeRect(LEFT, y + 4, width, 38);
  context.fillText(words, LEFT + 13, y + 33);
  return y + 56;
}

function setSignature(sheet: Sheet, hand: string, name: string, y: number): number {
  const signed = setParagraph(sheet, hand, { family: 'Handwriting', size: 30 }, y);
  return setParagraph(sheet, name, { family: sheet.body, size: 12 }, signed - 2) + 8;
}
