import type { SKRSContext2D } from '@napi-rs/canvas';
import { type Family, fontOf } from './fonts.ts';
import type { BodyType } from './page.ts';

/** US Letter and its margins, in points. */
export const LETTER = { width: 612, height: 792 };
export const LEFT = 54;
export const WIDTH = LETTER.width - 2 * LEFT;
const LINE_SPACING = 1.3;

/** A page being set: where to draw, and in which type its running text is. */
export interface Sheet {
  readonly context: SKRSContext2D;
  readonly body: BodyType;
}

export interface Typeface {
  readonly family: Family;
  readonly size: number;
  readonly bold?: boolean;
}

export interface Place {
  readonly y: number;
  readonly left?: number;
  readonly width?: number;
  readonly align?: 'left' | 'center' | 'right';
}

/** Sets words in lines no wider than the place and answers where the next block begins. */
export function setParagraph({ context }: Sheet, words: string, typeface: Typeface, place: Place): number {
  const { y, left = LEFT, width = WIDTH, align = 'left' } = place;
  context.font = fontOf(typeface.family, typeface.size, typeface.bold);
  let baseline = y - typeface.size * 0.1;
  for (const line of breakLines(context, words, width)) {
    baseline += typeface.size * LINE_SPACING;
    const spare = width - context.measureText(line).width;
    context.fillText(line, left + (align === 'left' ? 0 : align === 'center' ? spare / 2 : spare), baseline);
  }
  return baseline + typeface.size * 0.4;
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

/** The body's type, larger or smaller by some points. */
export function bodyType({ body }: Sheet, larger = 0, bold = false): Typeface {
  return { family: body.family, size: body.size + larger, bold };
}

/** Words in handwriting, which does not keep the line. */
export function setHandwriting(sheet: Sheet, words: string, size: number, place: Place): number {
  const { context } = sheet;
  const { y, left = LEFT, width = WIDTH } = place;
  context.font = fontOf('Handwriting', size);
  let baseline = y;
  for (const [number, line] of breakLines(context, words, width).entries()) {
    baseline += size * 1.15;
    let x = left + ((number * 7) % 5);
    for (const [index, word] of line.split(' ').entries()) {
      const wobble = Math.sin(words.length * 1.7 + number * 2.3 + index * 4.1);
      context.save();
      context.translate(x, baseline + wobble * size * 0.09);
      context.rotate(wobble * 0.02 - 0.01);
      context.fillText(word, 0, 0);
      context.restore();
      x += context.measureText(`${word} `).width * (1 + wobble * 0.05);
    }
  }
  return baseline + size * 0.45;
}
