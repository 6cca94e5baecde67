import type { SKRSContext2D } from '@napi-rs/canvas';
import { setBlanks, setBox, setChecks, setFields, setForm, setList, setTable } from './forms.ts';
import { setFooter, setLetterhead } from './letterheads.ts';
import { drawOverlay, setBanner, setBarcode, setEcg, setHeading, setSignature, setStamp } from './marks.ts';
import type { Block, BodyType, Page, TextStyle } from './page.ts';
import { bodyType, LEFT, type Sheet, setHandwriting, setParagraph, WIDTH } from './text.ts';

const TOP = 50;

/**
 * Sets a page in type, one block below the other, in points from the top left.
 * @returns where the last block ends: more than a page holds means that the letter has to be shorter
 */
export function typesetPage(context: SKRSContext2D, page: Page, body: BodyType): number {
  context.fillStyle = '#000';
  context.strokeStyle = '#000';
  context.textBaseline = 'alphabetic';
  const sheet: Sheet = { context, body };
  let y = TOP;
  for (const block of page.blocks) y = setBlock(sheet, block, y);
  if (page.footer) setFooter(sheet, page.footer);
  for (const overlay of page.overlays ?? []) drawOverlay(sheet, overlay);
  return y;
}

/** Draws a block with its top at `y` and answers where the next one begins. */
function setBlock(sheet: Sheet, block: Block, y: number): number {
  switch (block.kind) {
    case 'letterhead':
      return setLetterhead(sheet, block.name, block.lines, block.style ?? 'rule', y);
    case 'title': {
      const align = block.centered ? 'center' : 'left';
      return setParagraph(sheet, block.text, bodyType(sheet, 4, true), { y: y + 2, align }) + 3;
    }
    case 'heading':
      return setHeading(sheet, block.text, block.reversed ?? false, y);
    case 'text':
      return setText(sheet, block.text, block.style, y);
    case 'list':
      return setList(sheet, block.items, block.numbered ?? false, y);
    case 'fields':
      return setFields(sheet, block.rows, block.columns ?? 1, y);
    case 'form':
      return setForm(sheet, block.rows, y);
    case 'table': {
      const look = { bold: block.bold ?? [], look: block.look ?? 'lines' };
      return setTable(sheet, block.widths, block.rows, look, y);
    }
    case 'checks':
      return setChecks(sheet, block.items, block.columns ?? 1, y);
    case 'box':
      return setBox(sheet, block.text, block.bold ?? false, y);
    case 'blanks':
      return setBlanks(sheet, block.labels, y);
    case 'stamp':
      return setStamp(sheet, block.text, y);
    case 'banner':
      return setBanner(sheet, block.text, block.size, block.reversed ?? false, y);
    case 'signature':
      return setSignature(sheet, block, y);
    case 'barcode':
      return setBarcode(sheet, block.value, y);
    case 'ecg':
      return setEcg(sheet, block.rate, y);
    case 'rule':
      sheet.context.fillRect(LEFT, y + 2, WIDTH, 0.9);
      return y + 10;
    case 'gap':
      return y + block.height;
  }
}

function setText(sheet: Sheet, words: string, style: TextStyle | undefined, y: number): number {
  switch (style) {
    case 'handwriting':
      return setHandwriting(sheet, words, 21, { y }) + 4;
    case 'typewriter':
      return setParagraph(sheet, words, { family: 'Typewriter', size: 11 }, { y }) + 6;
    case 'small':
      return setParagraph(sheet, words, bodyType(sheet, -2.5), { y }) + 5;
    default:
      return setParagraph(sheet, words, bodyType(sheet, 0, style === 'bold'), { y }) + 6;
  }
}
