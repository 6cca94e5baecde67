import { describe, expect, it, test } from 'vitest';
import type { Fax } from '../fax/fax.ts';
import { currentParts, hasFlag } from '../fax/fax.ts';
import { inverseCommand } from '../fax/inverseCommand.ts';
import { applyCommand, type TriageCommand } from '../fax/triageCommand.ts';
import { ALVAREZ, actAt, DANA, faxOf, KHAN, LEE, openFax, TYPES } from '../testing/communications.ts';
import { filingFact } from './filing.ts';
import { choosePages, describePagesLeft, isInParts, offeredPages, pagesLeft } from './parts.ts';

const REFERRAL = { code: '57133-1', display: 'Referral note' };
const INSURANCE = { code: '64290-0', display: 'Insurance' };

/** A fax of three pages. */
const fresh = faxOf(openFax);

function doing(fax: Fax, ...commands: TriageCommand[]): Fax {
  return commands.reduce(
    (current, command, index) => faxOf(applyCommand(current, command, { act: actAt(index), types: TYPES })),
    fax,
  );
}

let minted = 0;
function filing(pages: string, patient = ALVAREZ, type = INSURANCE): TriageCommand {
  minted += 1;
  return { kind: 'filePart', part: { filingId: `p${minted}`, patient, pages, type } };
}
const notNeeded = (pages?: string): TriageCommand => ({ kind: 'pagesNotNeeded', ...(pages && { pages }) });

function charts(fax: Fax): string[] {
  return currentParts(fax).map(({ patient, pages }) => `${patient.reference} ${pages ?? 'all'}`);
}

const half = doing(fresh, filing('1'));
const whole = doing(fresh, filing('1'), filing('2', LEE), notNeeded('3'));

describe('a fax filed in parts', () => {
  it('has each part on its own chart with its own type, and no subject', () => {
    expect(charts(whole)).toEqual(['Patient/alvarez 1', 'Patient/lee 2']);
    expect(currentParts(whole).map((part) => part.type)).toEqual([INSURANCE, INSURANCE]);
    expect(whole.communication).not.toHaveProperty('subject');
    expect(whole.pagesNotNeeded).toEqual({ pages: '3', mark: actAt(2) });
    expect(hasFlag(whole, 'pending')).toBe(true);
  });

  it('has a subject when one patient owns all pages, not when a page is left over or set aside', () => {
    expect(doing(fresh, filing('1'), filing('2-3')).patient?.reference).toBe('Patient/alvarez');
    expect(half.patient).toBeUndefined();
    expect(doing(fresh, filing('1-2'), notNeeded('3')).patient).toBeUndefined();
  });

  it('is handled with the last page, by whoever filed it, and not before', () => {
    expect(hasFlag(half, 'handled')).toBe(false);
    expect(hasFlag(half, 'in-parts')).toBe(false);
    expect(whole.flags.handled).toEqual({ ...actAt(2), why: 'Every page is filed or not needed' });
    expect(hasFlag(whole, 'in-parts')).toBe(true);
  });

  it('closes with it when none of the parts needs a review', () => {
    expect(whole.state).toBe('closed');
    const referral = doing(fresh, filing('1'), filing('2-3', LEE, REFERRAL));
    expect(referral.state).toBe('open');
  });

  it('is open again when a part is taken off', () => {
    const [first] = currentParts(whole);
    const off = doing(whole, { kind: 'unfilePart', filingId: first!.filingId });
    expect(off.state).toBe('open');
    expect(hasFlag(off, 'handled')).toBe(false);
    expect(describePagesLeft(off)).toBe('Page 1 is not filed yet.');
  });

  it('stays handled where a person said so', () => {
    const handled = doing(fresh, { kind: 'handle' }, filing('1-3'));
    const off = doing(handled, { kind: 'unassign' });
    expect(off.flags.handled).toEqual({ by: DANA, at: actAt(0).at });
  });

  it('ends when the whole fax is filed, and the other way round', () => {
    const one = doing(whole, { kind: 'assign', patient: LEE, filingId: 'w' });
    expect(charts(one)).toEqual(['Patient/lee all']);
    expect(isInParts(one)).toBe(false);
    expect(charts(doing(one, filing('2')))).toEqual(['Patient/alvarez 2']);
  });

  it('is needed again where it is filed', () => {
    expect(doing(whole, filing('3')).pagesNotNeeded).toBeUndefined();
    const two = doing(fresh, notNeeded('2-3'), filing('2'));
    expect(two.pagesNotNeeded?.pages).toBe('3');
  });

  it('keeps the types of its parts when the fax is given one', () => {
    const typed = doing(whole, { kind: 'type', type: REFERRAL });
    expect(currentParts(typed).map((part) => part.type)).toEqual([INSURANCE, INSURANCE]);
    expect(typed.state).toBe('closed');
  });

  it('of an unknown number of pages is never called complete', () => {
    const { pageCount: _, ...unknown } = fresh;
    const without = { ...unknown, communication: { ...openFax, extension: [] } };
    const filed = doing(without, filing('1-3'));
    expect(pagesLeft(filed)).toBeUndefined();
    expect(hasFlag(filed, 'handled')).toBe(false);
  });
});

describe('a part that is filed anew', () => {
  const [first] = currentParts(half);
  const refile = (pages: string, patient = ALVAREZ, type = INSURANCE): TriageCommand => ({
    kind: 'refilePart',
    filingId: first!.filingId,
    part: { filingId: 'again', patient, pages, type },
  });

  test.each([
    ['to another patient', refile('1', LEE)],
    ['with other pages', refile('1-2')],
  ])('%s is a new filing, and the old one says when it had been filed', (_, command) => {
    const after = faxOf(applyCommand(half, command, { act: actAt(9, KHAN), types: TYPES }));
    expect(after.parts).toMatchObject([
      { filingId: first!.filingId, retired: true, mark: actAt(9, KHAN), filedAt: actAt(0).at },
      { filingId: 'again', retired: false },
    ]);
  });

  it('with another type stays the document it is', () => {
    const after = doing(half, refile('1', ALVAREZ, REFERRAL));
    expect(after.parts).toEqual([{ ...first, type: REFERRAL }]);
    expect(hasFlag(after, 'pending')).toBe(true);
  });
});

describe('taking back what was done to parts leaves the filing as it was', () => {
  const part = (fax: Fax) => currentParts(fax)[0]!.filingId;
  const filedWhole = doing(fresh, { kind: 'assign', patient: LEE, filingId: 'w' });
  const refiled: TriageCommand = {
    kind: 'refilePart',
    filingId: part(whole),
    part: { filingId: 'n', patient: LEE, pages: '1', type: REFERRAL },
  };
  test.each<[string, Fax, TriageCommand]>([
    ['filing pages', fresh, filing('1-2')],
    ['filing pages of a fax that was filed whole', filedWhole, filing('1')],
    ['filing the last page', half, filing('2-3', LEE)],
    ['filing anew', whole, refiled],
    ['taking a part off', whole, { kind: 'unfilePart', filingId: part(whole) }],
    ['setting pages aside', half, notNeeded('2-3')],
    ['needing them after all', whole, notNeeded()],
    ['taking all off', whole, { kind: 'unassign' }],
    ['filing the whole instead', whole, { kind: 'assign', patient: LEE, filingId: 'w' }],
  ])('%s', (_, before, command) => {
    const inverse = inverseCommand(before, command, 'u');
    const after = doing(before, command);
    expect(filingFact(after)).not.toBe(filingFact(before));
    const undone = doing(after, inverse!);
    expect(filingFact(undone)).toBe(filingFact(before));
    expect(undone.state).toBe(before.state);
    expect(hasFlag(undone, 'handled')).toBe(hasFlag(before, 'handled'));
    expect(hasFlag(undone, 'in-parts')).toBe(hasFlag(before, 'in-parts'));
    const ids = undone.parts.map(({ filingId }) => filingId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the fact of a filing', () => {
  it('is the same for two people who file alike, in any order', () => {
    const other = doing(fresh, filing('2', LEE), notNeeded('3'), filing('1'));
    expect(filingFact(other)).toBe(filingFact(whole));
  });
});

describe('pages typed for a part', () => {
  test.each([
    ['2', { kind: 'free', pages: '2' }],
    [' 3, 2', { kind: 'free', pages: '2-3' }],
    ['1', { kind: 'part', pages: '1' }],
    ['1-2', { kind: 'wrong', error: 'Page 1 is filed to Maria Alvarez already.' }],
    ['4', { kind: 'wrong', error: 'There is no page 4: the fax has 3 pages.' }],
  ])('%j', (text, choice) => {
    expect(choosePages(half, text)).toMatchObject(choice);
  });

  it('may be those of the part that is changed', () => {
    expect(choosePages(half, '1-2', currentParts(half)[0])).toEqual({ kind: 'free', pages: '1-2' });
  });
});

describe('the pages offered', () => {
  test.each<[string, Fax, number | undefined, string]>([
    ['go up to the page on screen', fresh, 2, '1-2'],
    ['are all where the document is not on screen', fresh, undefined, '1-3'],
    ['begin behind what is filed', half, 3, '2-3'],
    ['are those that are left where the page on screen is filed', half, 1, '2-3'],
    ['are none where none is left', whole, 1, ''],
  ])('%s', (_, fax, page, pages) => {
    expect(offeredPages(fax, page)).toBe(pages);
  });
});

test.each([
  [fresh, 'Pages 1-3 are not filed yet.'],
  [half, 'Pages 2-3 are not filed yet.'],
  [whole, 'Every page is filed or not needed.'],
])('what is left is said in words', (fax, words) => {
  expect(describePagesLeft(fax)).toBe(words);
});
