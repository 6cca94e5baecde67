import { describe, expect, test } from 'vitest';
import { createCanvas } from '../paper/canvas.ts';
import { type Family, fontOf, registerFonts } from '../paper/fonts.ts';
import { LETTER } from '../paper/text.ts';
import { typesetPage } from '../paper/typeset.ts';
import { type DateStyle, printedDate } from '../people.ts';
import type { FaxSheet } from './assemble.ts';
import { firstFaxes } from './firstFaxes.ts';
import { composeFax, type FaxOrder } from './sampleFax.ts';
import { nextFax } from './traffic.ts';

const NOW = new Date('2026-11-20T18:00:00Z');

/** Five days of faxes, with all that is rare. */
function manyOrders(): FaxOrder[] {
  const orders = firstFaxes(1, NOW);
  for (let index = 0; index < 300; index++) {
    orders.push(nextFax({ seed: 11, prefix: 'test', index }, NOW, orders.slice(-10)));
  }
  return orders;
}

const faxes = manyOrders().map((order) => composeFax(order.repeats?.order ?? order).fax);
const sheets = faxes.flatMap((fax) => fax.sheets);

/** Every word that stands on a page. */
function wordsOf({ page }: FaxSheet): string {
  const words: string[] = [];
  JSON.stringify(page, (key, value: unknown) => {
    if (typeof value === 'string' && !['kind', 'style', 'look'].includes(key)) words.push(value);
    return value;
  });
  return words.join('\n');
}

/** The ways in which a birth date stands on a page. */
function birthDatesIn(words: string, birthDate: string): DateStyle[] {
  const styles: readonly DateStyle[] = ['slashes', 'short', 'words', 'dashes'];
  return styles.filter((style) => words.includes(printedDate(birthDate, style).toLowerCase()));
}

describe('letters', () => {
  test('end before their page does', () => {
    registerFonts();
    const context = createCanvas(8, 8).getContext('2d');
    for (const { page, body } of sheets) {
      const end = typesetPage(context, page, body);
      expect(end, JSON.stringify(page.blocks.slice(0, 3))).toBeLessThan(
        LETTER.height - (page.footer ? 50 : 20),
      );
    }
  }, 60_000);

  test('name the patient they are said to be about on every page, and nobody else of the same fax', () => {
    let checked = 0;
    for (const { sheets, documents } of faxes) {
      for (const sheet of sheets) {
        const words = wordsOf(sheet).toLowerCase();
        const { documentIndex } = sheet.truth;
        const patient = documentIndex === null ? null : (documents[documentIndex]?.patient ?? null);
        if (patient) {
          expect(words).toContain(patient.family.toLowerCase());
          expect(words).toContain(patient.given[0]?.toLowerCase());
          expect(birthDatesIn(words, patient.birthDate)).not.toEqual([]);
          checked += 1;
        }
        for (const other of documents) {
          if (!other.patient || other.patient.birthDate === patient?.birthDate) continue;
          expect(birthDatesIn(words, other.patient.birthDate)).toEqual([]);
        }
      }
    }
    expect(checked).toBeGreaterThan(400);
  });

  test('have no letter that our fonts lack', () => {
    registerFonts();
    const canvas = createCanvas(40, 40);
    const context = canvas.getContext('2d');
    const draw = (family: Family, letter: string) => {
      context.clearRect(0, 0, 40, 40);
      context.font = fontOf(family, 24);
      context.fillText(letter, 4, 30);
      return canvas.toBuffer('image/png').toString('base64');
    };
    const handwritten = new Set(sheets.filter(isByHand).flatMap((sheet) => [...wordsOf(sheet)]));
    const printed = new Set(sheets.flatMap((sheet) => [...wordsOf(sheet)]));
    const missing = (family: Family, letters: ReadonlySet<string>) => {
      const lacking = draw(family, '\u{10FFFD}');
      return [...letters].filter((letter) => letter.trim() !== '' && draw(family, letter) === lacking);
    };
    expect(missing('Serif', printed)).toEqual([]);
    expect(missing('Sans', printed)).toEqual([]);
    expect(missing('Typewriter', printed)).toEqual([]);
    expect(missing('Handwriting', handwritten)).toEqual([]);
  });

  test('write birth dates in every usual way', () => {
    const styles = faxes.flatMap(({ sheets, documents }) =>
      documents.flatMap(({ patient }) =>
        patient
          ? sheets.flatMap((sheet) => birthDatesIn(wordsOf(sheet).toLowerCase(), patient.birthDate))
          : [],
      ),
    );
    expect(new Set(styles).size).toBe(4);
  });

  test('are of every kind, of one to sixty pages', () => {
    expect(new Set(sheets.map(({ truth }) => truth.type)).size).toBe(14);
    const lengths = faxes.map((fax) => fax.sheets.length);
    expect(Math.min(...lengths)).toBe(1);
    expect(Math.max(...lengths)).toBeGreaterThan(30);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(60);
  });
});

function isByHand({ page }: FaxSheet): boolean {
  return page.blocks.some((block) => block.kind === 'text' && block.style === 'handwriting');
}
