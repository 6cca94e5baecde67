import { describe, expect, it, test } from 'vitest';
import type { Fax, FaxType } from '../fax/fax.ts';
import { applyCommand, type TriageCommand } from '../fax/triageCommand.ts';
import type { PatientSummary } from '../patient/patient.ts';
import { ALVAREZ, actAt, faxOf, LEE, openFax, TYPES } from '../testing/communications.ts';
import { isProposable, personsProposal, proposeFor } from './proposal.ts';

const REFERRAL = { code: '57133-1', display: 'Referral note' };
const INSURANCE = { code: '64290-0', display: 'Insurance' };

function done(fax: Fax, ...commands: TriageCommand[]): Fax {
  return commands.reduce(
    (now, command) => faxOf(applyCommand(now, command, { act: actAt(1), types: TYPES })),
    fax,
  );
}

const fax = faxOf({ ...openFax, id: 'now', sent: '2026-11-20T09:41:00Z' });

/** A fax from the same number, `days` ago. */
function earlier(days: number, ...commands: TriageCommand[]): Fax {
  const sent = new Date(Date.parse('2026-11-20T09:41:00Z') - days * 86_400_000).toISOString();
  return done(faxOf({ ...openFax, id: `ago-${days}`, sent }), ...commands);
}

const to = (patient: PatientSummary): TriageCommand => ({ kind: 'assign', patient, filingId: 'f' });
const as = (type: FaxType): TriageCommand => ({ kind: 'type', type });

/** What was filed from the number, newest first: whose, and as what. */
function propose(newestFirst: readonly TriageCommand[][], owners: PatientSummary[] = []) {
  const faxes = newestFirst.map((commands, index) => earlier(index + 1, ...commands)).reverse();
  return proposeFor(fax, { faxes, owners }, TYPES);
}

describe('the patient', () => {
  const [hers, his] = [[to(ALVAREZ)], [to(LEE)]];
  test.each<[string, TriageCommand[][], string | undefined]>([
    ['nothing', [], undefined],
    ['two of theirs', [hers, hers], undefined],
    ['three of theirs', [hers, hers, hers], 'all of the last 3 filed from this number went to Maria Alvarez'],
    [
      'three of four',
      [hers, hers, his, hers],
      '3 of the last 4 filed from this number went to Maria Alvarez',
    ],
    ['somebody else’s last', [his, hers, hers, hers], undefined],
    ['somebody else’s last but one', [hers, his, hers, hers], undefined],
    ['four of hers after many of others', [hers, hers, hers, hers, his, his, his, his, his], undefined],
    [
      'faxes without a patient between',
      [hers, [as(REFERRAL), { kind: 'handle' }], hers, hers],
      'all of the last 3 filed from this number went to Maria Alvarez',
    ],
    [
      'faxes that were thrown away between',
      [[to(LEE), { kind: 'junk' }], hers, hers, hers],
      'all of the last 3 filed from this number went to Maria Alvarez',
    ],
  ])('after %s', (_, newestFirst, reason) => {
    const { patient } = propose(newestFirst);
    expect(patient?.reason).toBe(reason);
    expect(patient?.value.reference).toBe(reason && ALVAREZ.reference);
  });

  it('whose own number it is needs no counts', () => {
    expect(propose([], [ALVAREZ]).patient).toEqual({
      value: { reference: ALVAREZ.reference, display: 'Maria Alvarez' },
      reason: 'this number is in the record of Maria Alvarez',
    });
    expect(propose([hers], [ALVAREZ]).patient?.reason).toBe(
      'this number is in the record of Maria Alvarez; the last one filed from this number went to Maria Alvarez',
    );
  });

  it('is nobody when the number is in two records, or what was filed says otherwise', () => {
    expect(propose([], [ALVAREZ, LEE]).patient).toBeUndefined();
    expect(propose([his], [ALVAREZ]).patient).toBeUndefined();
    expect(propose([hers, hers, hers], [LEE]).patient).toBeUndefined();
  });

  it('counts the parts of a fax', () => {
    const packet: TriageCommand[] = [
      { kind: 'filePart', part: { filingId: 'a', patient: ALVAREZ, pages: '1' } },
      { kind: 'filePart', part: { filingId: 'b', patient: LEE, pages: '2-3' } },
    ];
    expect(propose([packet, hers, hers, hers]).patient).toBeUndefined();
    const all: TriageCommand[] = [
      { kind: 'filePart', part: { filingId: 'a', patient: ALVAREZ, pages: '1' } },
      { kind: 'filePart', part: { filingId: 'b', patient: ALVAREZ, pages: '2' } },
    ];
    expect(propose([all, hers]).patient?.reason).toMatch(/^all of the last 3/);
  });

  it('is not proposed for a fax that is filed, or needs none', () => {
    const history = { faxes: [1, 2, 3].map((days) => earlier(days, to(ALVAREZ))), owners: [] };
    expect(proposeFor(done(fax, to(LEE)), history, TYPES).patient).toBeUndefined();
    expect(proposeFor(done(fax, { kind: 'noPatient' }), history, TYPES).patient).toBeUndefined();
    expect(proposeFor(fax, { ...history, faxes: [fax, fax, fax] }, TYPES)).toEqual({});
  });
});

describe('the type', () => {
  const times = (count: number, type: FaxType) =>
    Array.from({ length: count }, (): TriageCommand[] => [as(type), { kind: 'handle' }]);
  test.each<[string, TriageCommand[][], string | undefined]>([
    ['two', times(2, REFERRAL), undefined],
    ['three', times(3, REFERRAL), 'all of the last 3 from this number were Referral note'],
    [
      'nine of ten',
      [...times(1, INSURANCE), ...times(9, REFERRAL)],
      '9 of the last 10 from this number were Referral note',
    ],
    ['three of five', [...times(2, INSURANCE), ...times(3, REFERRAL)], undefined],
    ['one that the clinic has not', times(5, { code: 'x', display: 'X' }), undefined],
    ['ten nobody is done with', Array.from({ length: 10 }, () => [as(REFERRAL)]), undefined],
  ])('after %s', (_, newestFirst, reason) => {
    expect(propose(newestFirst).type?.reason).toBe(reason);
  });

  it('that this patient’s faxes have leads', () => {
    const hers = Array.from({ length: 3 }, () => [to(ALVAREZ), as(INSURANCE)]);
    const others = Array.from({ length: 20 }, () => [as(REFERRAL), { kind: 'handle' } as const]);
    const { patient, type } = propose([...hers, ...others]);
    expect(patient?.value.reference).toBe(ALVAREZ.reference);
    expect(type).toEqual({
      value: { code: INSURANCE.code, display: 'Insurance' },
      reason: 'all of the last 3 from this number for Maria Alvarez were Insurance',
    });
  });

  it('that a fax has is not proposed again', () => {
    const history = { faxes: times(3, REFERRAL).map((c, i) => earlier(i + 1, ...c)), owners: [] };
    expect(proposeFor(done(fax, as(INSURANCE)), history, TYPES).type).toBeUndefined();
    expect(proposeFor(done(fax, to(LEE)), history, TYPES).type?.value.code).toBe(REFERRAL.code);
  });
});

describe('what somebody proposes who may not file', () => {
  it('is proposed in their name, with pages and type', () => {
    const asked = done(fax, { kind: 'propose', patient: LEE, type: INSURANCE, pages: '1-2' });
    expect(isProposable(asked)).toBe(true);
    expect(personsProposal(asked)).toMatchObject({
      person: { pages: '1-2', mark: { by: { display: 'Dana Reyes' } } },
      patient: { value: { reference: LEE.reference }, reason: 'Dana Reyes proposes it' },
      type: { value: INSURANCE },
    });
    expect(personsProposal(fax)).toBeUndefined();
  });
});

describe('nothing is proposed', () => {
  const { originatingNumber: _, ...withheld } = fax;
  test.each<[string, Fax]>([
    ['for a withheld number', withheld],
    ['for what is no number', { ...fax, originatingNumber: 'Anonymous' }],
    ['for a fax in parts', done(fax, { kind: 'pagesNotNeeded', pages: '1' })],
    ['for a fax that was put away', done(fax, { kind: 'archive' })],
    ['for a fax with patient and type', done(fax, to(LEE), as(REFERRAL))],
    ['for what was sent', { ...fax, direction: 'outbound' }],
  ])('%s', (_, other) => {
    expect(isProposable(other)).toBe(false);
    const history = { faxes: [1, 2, 3].map((days) => earlier(days, to(ALVAREZ))), owners: [] };
    expect(proposeFor(other, history, TYPES)).toEqual({});
  });
});
