import type { Communication } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { itemAfterDone, itemBeside } from '../../components/neighbours.ts';
import type { FaxRow } from '../../domain/fax/fax.ts';
import { NOBODY } from '../../domain/fax/folders.ts';
import { withFlag, withLabel, withState } from '../../domain/fax/marks.ts';
import { parseFaxRow } from '../../domain/fax/parseFax.ts';
import {
  EXT,
  FAX_DIRECTION,
  FAX_MEDIUM_CODE,
  LOINC,
  OYSTEHR_FAX_PAGES,
  PARTICIPATION_MODE,
} from '../../domain/fhir/systems.ts';
import type { Ownership } from '../../domain/filing/workTask.ts';
import { formatSummary } from './formatSummary.ts';
import { formatRow, formatRowName, type RowContext } from './rowWords.ts';

const context: RowContext = {
  now: '2026-11-20T18:12:00Z',
  timeZone: 'America/Los_Angeles',
  types: [
    { code: '57133-1', display: 'Referral', needsReview: true },
    { code: '51851-4', display: 'Administrative', needsReview: false },
    { code: '57833-6', display: 'Refill request', needsReview: true, ageLimit: 2 },
    { code: '18842-5', display: 'Discharge summary', needsReview: true, ageLimit: 24 },
  ],
  labels: [{ code: 'billing', display: 'Billing' }],
  filter: { folder: 'unassigned', order: 'oldest' },
  words: '',
  viewer: NOBODY,
  works: new Map(),
  me: 'Practitioner/dana',
};

const received: Communication = withState(
  {
    resourceType: 'Communication',
    id: '1',
    status: 'completed',
    medium: [{ coding: [{ system: PARTICIPATION_MODE, code: FAX_MEDIUM_CODE }] }],
    category: [{ coding: [{ system: FAX_DIRECTION, code: 'inbound' }] }],
    sent: '2026-11-20T16:00:00Z',
    received: '2026-11-20T16:02:00Z',
    sender: {
      display: 'Lakeside Cardiology',
      identifier: { system: 'urn:ietf:rfc:3966', value: 'tel:+14155550123' },
    },
    recipient: [{ reference: 'HealthcareService/7', display: 'Referrals' }],
    extension: [{ url: OYSTEHR_FAX_PAGES, valueInteger: 3 }],
    payload: [{ contentAttachment: { url: 'Binary/9', contentType: 'application/pdf' } }],
  },
  'open',
  {},
);

function row(change: (communication: Communication) => Communication = (same) => same): FaxRow {
  return parseFaxRow(change(received));
}

function typed(code: string, display: string) {
  return (communication: Communication): Communication => ({
    ...communication,
    category: [...(communication.category ?? []), { coding: [{ system: LOINC, code, display }] }],
  });
}

function factsOf(fax: FaxRow): string[] {
  return formatRow(fax, context).facts.map((fact) => fact.text);
}

describe('the labels of a row', () => {
  it('are chips after the type, in the clinic’s words of today', () => {
    const old = { code: 'billing', display: 'Money' };
    const gone = { code: 'gone', display: 'Was one' };
    const labelled = row((c) => withLabel(withLabel(c, old, {}), gone, {}));
    expect(formatRow(labelled, context).facts.filter(({ tone }) => tone === 'label')).toEqual([
      { text: 'Billing', tone: 'label' },
      { text: 'Was one', tone: 'label' },
    ]);
    expect(factsOf(labelled).indexOf('Billing')).toBeGreaterThan(factsOf(labelled).indexOf('No type'));
  });
});

describe('a row in Junk', () => {
  it('says why and by whom, when that is known', () => {
    const by = { reference: 'Practitioner/dana', display: 'Dana Reyes' };
    const blocked = row((c) => withState(c, 'junk', { by, why: 'Blocked sender: Advertising' }));
    expect(factsOf(blocked).join(' · ')).toContain('Junk · Blocked sender: Advertising · by Dana Reyes');
    const inJunk = { ...context, filter: { folder: 'junk', order: 'newest' } as const };
    expect(formatRow(blocked, inJunk).facts.map(({ text }) => text)).not.toContain('Junk');
    const plain = factsOf(row((c) => withState(c, 'junk', { by })));
    expect(plain).toContain('Junk');
    expect(plain.join()).not.toContain('Dana');
  });
});

describe('a row of a list that looks everywhere', () => {
  const everywhere = { ...context, filter: { folder: 'all-open', state: 'any', order: 'newest' } as const };

  it.each([
    ['open', 'Open'],
    ['closed', 'Closed'],
    ['archived', 'Archived'],
    ['junk', 'Junk'],
    ['trash', 'In Trash'],
  ] as const)('says first, and once, that a fax is %s', (state, words) => {
    const texts = formatRow(
      row((c) => withState(c, state, {})),
      everywhere,
    ).facts.map(({ text }) => text);
    expect(texts[0]).toBe(words);
    expect(texts.filter((text) => text === words)).toHaveLength(1);
  });

  it('leaves it out where every fax is in one state', () => {
    expect(factsOf(row())).not.toContain('Open');
  });

  it('stays in the list whatever becomes of its fax', () => {
    const fax = row((c) => withState(c, 'trash', {}));
    expect(formatRow(fax, everywhere).gone).toBeUndefined();
    expect(formatRow(fax, context).gone).toBe('In Trash');
  });
});

describe('who a row is from', () => {
  it('is the name, else the number, else that it was withheld', () => {
    const numberOnly = row((c) => ({ ...c, sender: { identifier: received.sender?.identifier } }));
    const withheld = row(({ sender: _, ...c }) => c);
    expect(formatRow(row(), context).who).toBe('Lakeside Cardiology');
    expect(formatRow(numberOnly, context)).toMatchObject({
      who: '+1 415 555 0123',
      what: 'No sender name yet',
    });
    expect(formatRow(withheld, context).who).toBe('Withheld number');
  });
});

describe('the facts of a row', () => {
  it('say how long it waits, that it has no type, its pages and its line', () => {
    expect(factsOf(row())).toEqual(['waiting 2 h 10 min', 'No type', '3 pages', 'Referrals']);
  });

  it('point out that the same came before, while it is open', () => {
    const repeats = (c: Communication): Communication => ({
      ...c,
      extension: [
        ...(c.extension ?? []),
        {
          url: EXT.duplicateOf,
          extension: [
            { url: 'fax', valueReference: { reference: 'Communication/0' } },
            { url: 'kind', valueCode: 'same-pages' },
            { url: 'sent', valueInstant: '2026-03-03T22:02:00Z' },
          ],
        },
      ],
    });
    expect(factsOf(row(repeats))[0]).toBe('Same as one of 3 Mar');
    expect(factsOf(row((c) => withState(repeats(c), 'closed', {})))).not.toContain('Same as one of 3 Mar');
  });

  it('begin with urgent', () => {
    expect(factsOf(row((c) => withFlag(c, 'urgent', {})))[0]).toBe('Urgent');
  });

  it('do not let a fax wait that is done', () => {
    const closed = row((c) =>
      withState(typed('51851-4', 'Administrative')(withFlag(c, 'handled', {})), 'closed', {}),
    );
    expect(factsOf(closed)).toEqual(['Administrative', 'Handled', '3 pages', 'Referrals']);
  });

  it('say what is still owed', () => {
    expect(factsOf(row(typed('57133-1', 'Referral')))).toContain('To review');
    expect(factsOf(row((c) => withFlag(c, 'handled', {})))).toEqual(
      expect.arrayContaining(['Handled', 'To review']),
    );
    expect(factsOf(row((c) => withFlag(typed('57133-1', 'Referral')(c), 'reviewed', {})))).toContain(
      'Reviewed',
    );
    expect(factsOf(row(typed('51851-4', 'Administrative')))).not.toContain('To review');
  });

  it('are quiet about the age within the limit of the type, and loud beyond it', () => {
    const ageOf = (type: string) =>
      formatRow(row(typed(type, 'Type')), context).facts.find(({ text }) => text.startsWith('waiting'));
    expect(ageOf('18842-5')).toEqual({ text: 'waiting 2 h 10 min', tone: 'plain' });
    expect(ageOf('57833-6')).toEqual({ text: 'waiting 2 h 10 min, over its 2 h', tone: 'warning' });
    expect(ageOf('57133-1')).toEqual({ text: 'waiting 2 h 10 min', tone: 'warning' });
  });

  it('say whose work it is', () => {
    const factsWith = (ownership: Ownership) =>
      formatRow(row(), { ...context, works: new Map([['1', ownership]]) }).facts.map(({ text }) => text);
    const owner = { reference: 'CareTeam/r', display: 'Referrals team' };
    expect(factsWith({ owner, isClaimed: false })).toContain('for Referrals team');
    expect(factsWith({ owner: { reference: context.me }, isClaimed: true })).toContain('with you');
    expect(factsWith({ isClaimed: false }).join()).not.toContain('for ');
  });

  it('name the patient', () => {
    const assigned = row((c) => ({ ...c, subject: { reference: 'Patient/5', display: 'Maria Alvarez' } }));
    expect(factsOf(assigned)).toContain('Maria Alvarez');
  });

  it('say why a document cannot be opened, and what is only simulated', () => {
    const locked = row((c) => ({
      ...withFlag(c, 'simulated', {}),
      extension: [{ url: EXT.documentProblem, valueCode: 'encrypted' }],
    }));
    expect(factsOf(locked)).toEqual(
      expect.arrayContaining(['Cannot be opened: locked with a password', 'Simulated']),
    );
  });
});

describe('a row that nobody has opened', () => {
  it('says so, until somebody has', () => {
    expect(formatRow(row(), context).isNew).toBe(true);
    expect(
      formatRow(
        row((c) => withFlag(c, 'opened', {})),
        context,
      ).isNew,
    ).toBe(false);
    expect(formatRowName(formatRow(row(), context))).toBe(
      'Not opened yet, Lakeside Cardiology, +1 415 555 0123, Fri 20 Nov 2026, 8:00, waiting 2 h 10 min, No type, 3 pages, Referrals',
    );
  });
});

describe('a row that colleagues have open', () => {
  it('says so to a screen reader', () => {
    const name = formatRowName(formatRow(row(), context), [{ name: 'Mina Khan' }, { name: 'Sam Ortiz' }]);
    expect(name).toMatch(/, Mina Khan and Sam Ortiz have it open$/);
  });
});

describe('a row that no longer belongs to the list', () => {
  it('says why', () => {
    const goneOf = (fax: FaxRow, filter = context.filter) => formatRow(fax, { ...context, filter }).gone;
    const assigned = row((c) => ({ ...c, subject: { reference: 'Patient/5', display: 'Maria Alvarez' } }));
    expect(goneOf(row())).toBeUndefined();
    expect(goneOf(assigned)).toBe('Filed to Maria Alvarez');
    expect(goneOf(assigned, { folder: 'all-open', order: 'oldest' })).toBeUndefined();
    expect(goneOf(row((c) => withState(c, 'archived', {})))).toBe('Archived');
    expect(goneOf(row((c) => withState(c, 'trash', {})))).toBe('In Trash');
    expect(goneOf(row((c) => withState(c, 'closed', {})))).toBe('Closed');
    expect(goneOf(row((c) => withFlag(c, 'no-patient', {})))).toBe('No patient needed');
    expect(goneOf(row(), { folder: 'mine', order: 'oldest' })).toBe('Now nobody’s');
    expect(goneOf(row(), { ...context.filter, type: '57133-1' })).toBe('No longer in this list');
  });
});

describe('a fax that cannot be read', () => {
  it('has a row that says so', () => {
    const unreadable = parseFaxRow({
      resourceType: 'Communication',
      id: '9',
      category: 3,
      sent: '2026-11-20T17:00:00Z',
    });
    expect(formatRow({ ...unreadable, kind: 'unreadable', reason: 'bad-shape' }, context)).toMatchObject({
      who: 'Fax that cannot be read',
      when: '9:00',
    });
  });
});

describe('moving between rows', () => {
  const rows = ['a', 'b', 'c'].map((id) => row((c) => ({ ...c, id })));
  const all = () => true;

  it('stops at the ends and starts at the first', () => {
    expect(itemBeside(rows, undefined, 1)?.id).toBe('a');
    expect(itemBeside(rows, 'elsewhere', -1)?.id).toBe('a');
    expect(itemBeside(rows, 'a', 1)?.id).toBe('b');
    expect(itemBeside(rows, 'a', -1)).toBeUndefined();
    expect(itemBeside(rows, 'c', 1)).toBeUndefined();
  });

  it('goes on to the next that still belongs when one is done, then back, then nowhere', () => {
    expect(itemAfterDone(rows, 'a', all)?.id).toBe('b');
    expect(itemAfterDone(rows, 'a', (other) => other.id !== 'b')?.id).toBe('c');
    expect(itemAfterDone(rows, 'c', all)?.id).toBe('b');
    expect(itemAfterDone(rows, 'b', () => false)).toBeUndefined();
  });
});

describe('the summary of a list', () => {
  it('counts, and says how old the oldest is', () => {
    const newer = row((c) => ({
      ...c,
      id: '2',
      sent: '2026-11-20T17:00:00Z',
      received: '2026-11-20T17:00:00Z',
    }));
    expect(formatSummary([row(), newer], 12, true, context.now)).toBe('12 faxes · oldest 2 h 10 min');
    expect(formatSummary([row()], undefined, false, context.now)).toBe('1 fax · oldest 2 h 10 min');
    expect(formatSummary([newer, row()], undefined, true, context.now)).toBe('2 faxes and more');
    const urgent = row((c) => ({ ...withFlag(c, 'urgent', {}), id: '3', sent: '2026-11-20T17:30:00Z' }));
    expect(formatSummary([urgent, row(), newer], 12, true, context.now)).toBe('12 faxes · oldest 2 h 10 min');
    expect(formatSummary([], undefined, false, context.now)).toBe('0 faxes');
  });
});
