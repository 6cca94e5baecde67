import { createRandom } from '../random.ts';
import { fontOf } from './fonts.ts';
import type { Overlay } from './page.ts';
import { bodyType, LEFT, type Sheet, setHandwriting, setParagraph, WIDTH } from './text.ts';

/** Stamps, signatures, bar codes and tracings: everything that is not type. */

/** Large words in a box. */
export function setStamp({ context }: Sheet, words: string, y: number): number {
  context.font = fontOf('Sans', 24, true);
  const width = context.measureText(words).width + 26;
  context.lineWidth = 3;
  context.strokeRect(LEFT, y + 4, width, 36);
  context.fillText(words, LEFT + 13, y + 31);
  return y + 54;
}

/** Advertising: very large words across the page. */
export function setBanner(sheet: Sheet, words: string, size: number, isReversed: boolean, y: number): number {
  const { context } = sheet;
  const typeface = { family: 'Sans', size, bold: true } as const;
  const place = { left: LEFT, width: WIDTH, align: 'center' } as const;
  if (!isReversed) return setParagraph(sheet, words, typeface, { y, ...place }) + 6;
  // Set once to learn the height, then the black ground, then the words again in white.
  const end = setParagraph(sheet, words, typeface, { y: y + 8, ...place });
  context.fillRect(LEFT - 14, y + 2, WIDTH + 28, end - y + 4);
  context.fillStyle = '#fff';
  setParagraph(sheet, words, typeface, { y: y + 8, ...place });
  context.fillStyle = '#000';
  return end + 16;
}

export function setHeading(sheet: Sheet, words: string, isReversed: boolean, y: number): number {
  if (!isReversed) return setParagraph(sheet, words, bodyType(sheet, 1, true), { y: y + 2 }) + 1;
  const { context } = sheet;
  const height = sheet.body.size * 1.7;
  context.fillRect(LEFT, y + 2, WIDTH, height);
  context.fillStyle = '#fff';
  setParagraph(sheet, words.toUpperCase(), bodyType(sheet, -0.5, true), { y: y + 4, left: LEFT + 6 });
  context.fillStyle = '#000';
  return y + height + 7;
}

export function setSignature(
  sheet: Sheet,
  { hand, name, detail }: { readonly hand: string; readonly name: string; readonly detail?: string },
  y: number,
): number {
  const { context } = sheet;
  const signed = setHandwriting(sheet, hand, 30, { y: y - 2, left: LEFT + 6 });
  context.lineWidth = 1.3;
  context.beginPath();
  context.moveTo(LEFT + 2, signed - 10);
  context.bezierCurveTo(LEFT + 40, signed - 22, LEFT + 90, signed - 2, LEFT + 128, signed - 18);
  context.stroke();
  const end = setParagraph(sheet, name, bodyType(sheet, 0), { y: signed - 4 });
  return detail ? setParagraph(sheet, detail, bodyType(sheet, -2), { y: end - 4 }) + 6 : end + 6;
}

/** Bars as wide as chance makes them: it looks like a code and says nothing. */
export function setBarcode(sheet: Sheet, value: string, y: number): number {
  const random = createRandom([...value].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7));
  let x = LEFT + WIDTH - 170;
  while (x < LEFT + WIDTH - 4) {
    const width = 1.1 + Math.floor(random() * 3) * 1.1;
    sheet.context.fillRect(x, y + 2, width, 26);
    x += width + 1.2 + Math.floor(random() * 3) * 1.1;
  }
  const place = { y: y + 28, left: LEFT + WIDTH - 170, width: 168, align: 'center' } as const;
  return setParagraph(sheet, value, { family: 'Typewriter', size: 9 }, place) + 4;
}

const LEADS = ['I', 'aVR', 'V1', 'V4', 'II', 'aVL', 'V2', 'V5', 'III', 'aVF', 'V3', 'V6'];
const STRIP = { height: 96, width: WIDTH / 4 };

/** Three rows of four leads and a rhythm strip, on paper of five-millimetre squares. */
export function setEcg(sheet: Sheet, rate: number, y: number): number {
  const { context } = sheet;
  const bottom = y + STRIP.height * 4;
  for (let x = LEFT; x <= LEFT + WIDTH; x += 14.17) context.fillRect(x, y, 0.35, bottom - y);
  for (let line = y; line <= bottom; line += 14.17) context.fillRect(LEFT, line, WIDTH, 0.35);
  for (const [index, lead] of LEADS.entries()) {
    const left = LEFT + (index % 4) * STRIP.width;
    drawLead(sheet, lead, rate, left, y + Math.floor(index / 4) * STRIP.height, STRIP.width);
  }
  drawLead(sheet, 'II', rate, LEFT, y + 3 * STRIP.height, WIDTH);
  return bottom + 10;
}

function drawLead(sheet: Sheet, lead: string, rate: number, left: number, top: number, width: number): void {
  const { context } = sheet;
  setParagraph(sheet, lead, { family: 'Sans', size: 10, bold: true }, { y: top + 2, left: left + 3 });
  const height = lead === 'aVR' ? -18 : 14 + (LEADS.indexOf(lead) % 5) * 5;
  // 25 mm each second, and 2.835 points each millimetre.
  const beat = (60 / rate) * 25 * 2.835;
  context.lineWidth = 1.1;
  context.beginPath();
  for (let x = 0; x < width - 4; x += 0.7) {
    context.lineTo(left + x, top + 62 - height * beatAt(((x + 11) % beat) / beat));
  }
  context.stroke();
}

/** P wave, QRS complex and T wave over one beat from 0 to 1, of height 1. */
function beatAt(at: number): number {
  const wave = (middle: number, width: number, size: number) =>
    size * Math.exp(-(((at - middle) / width) ** 2));
  return (
    wave(0.18, 0.03, 0.14) +
    wave(0.32, 0.009, -0.16) +
    wave(0.345, 0.011, 1) +
    wave(0.37, 0.009, -0.25) +
    wave(0.58, 0.05, 0.26)
  );
}

/** A rubber stamp or a note by hand that somebody put onto the finished page. */
export function drawOverlay(sheet: Sheet, overlay: Overlay): void {
  const { context } = sheet;
  context.save();
  context.translate(overlay.x, overlay.y);
  context.rotate((overlay.angle * Math.PI) / 180);
  if (overlay.kind === 'note') {
    setHandwriting(sheet, overlay.lines.join('\n'), 22, { y: 0, left: 0, width: 400 });
  } else {
    drawRubberStamp(sheet, overlay.lines);
  }
  context.restore();
}

function drawRubberStamp(sheet: Sheet, lines: readonly string[]): void {
  const { context } = sheet;
  context.font = fontOf('Sans', 15, true);
  const width = Math.max(...lines.map((line) => context.measureText(line).width)) + 22;
  const height = lines.length * 20 + 14;
  context.lineWidth = 2;
  context.strokeRect(0, 0, width, height);
  context.lineWidth = 0.8;
  context.strokeRect(3.5, 3.5, width - 7, height - 7);
  const typeface = { family: 'Sans', size: 15, bold: true } as const;
  setParagraph(sheet, lines.join('\n'), typeface, { y: 6, left: 0, width, align: 'center' });
}
