import { describe, expect, it, test } from 'vitest';
import { FAX_DIRECTION } from '../fhir/systems.ts';
import { ALVAREZ, actAt, faxOf, LEE, openFax, TYPES } from '../testing/communications.ts';
import { currentParts, type Fax, type FaxState } from './fax.ts';
import { inverseCommand } from './inverseCommand.ts';
import {
  applyCommand,
  COMMAND_RULES,
  factOf,
  isAllowed,
  type TriageCommand,
  type TriageKind,
} from './triageCommand.ts';

const CALL_BACK = { code: 'call-back', display: 'Call back' };
const BILLING = { code: 'billing', display: 'Billing' };
const REFERRAL = { code: '57133-1', display: 'Referral note' };

function run(fax: Fax, command: TriageCommand, minutes = 0): Fax {
  return faxOf(applyCommand(fax, command, { act: actAt(minutes), types: TYPES }));
}

/** What a person would say about the fax. */
function facts(fax: Fax) {
  return {
    state: fax.state,
    direction: fax.direction,
    priority: fax.communication.priority,
    flags: Object.keys(fax.flags)
      .filter((flag) => flag !== 'pending')
      .sort(),
    type: fax.type,
    labels: fax.labels.map(({ code, display }) => `${code} ${display}`),
    why: fax.stateMark.why,
    patient: fax.patient?.reference,
    proposed: fax.proposed.map(({ patient, type, pages }) => [patient.reference, type?.code, pages]),
    filedTo: currentParts(fax).map((part) => part.patient.reference),
  };
}

const retype = { type: REFERRAL };

const fresh = faxOf(openFax);
const filed = run(fresh, { kind: 'assign', patient: ALVAREZ, filingId: 'f1' });
const proposed = run(fresh, { kind: 'propose', patient: LEE, pages: '1-2' });
const typed = run(fresh, { kind: 'type', type: REFERRAL });
const handled = run(fresh, { kind: 'handle' });
const reviewed = run(fresh, { kind: 'review', outcome: 'Follow-up ordered' });
const archived = run(fresh, { kind: 'archive' });
const trashed = run(fresh, { kind: 'trash' });
const junk = run(fresh, { kind: 'junk' });
const urgent = run(fresh, { kind: 'urgent' });
const patientless = run(fresh, { kind: 'noPatient' });
const labelled = run(fresh, { kind: 'label', label: CALL_BACK });
const junkWithWhy = run(fresh, { kind: 'junk', why: 'Advertising' });
const undirected: Fax = faxOf({
  ...openFax,
  category: (openFax.category ?? []).filter((c) => c.coding?.[0]?.system !== FAX_DIRECTION),
});

describe('taking a command back leaves the facts as they were', () => {
  test.each<[string, Fax, TriageCommand]>([
    ['filing', fresh, { kind: 'assign', patient: ALVAREZ, filingId: 'n' }],
    ['filing to another patient', filed, { kind: 'assign', patient: LEE, filingId: 'n' }],
    ['filing with a type', fresh, { kind: 'assign', patient: ALVAREZ, filingId: 'n', retype }],
    ['filing to another with a type', filed, { kind: 'assign', patient: LEE, filingId: 'n', retype }],
    ['a proposal', fresh, { kind: 'propose', patient: ALVAREZ, type: REFERRAL }],
    ['a refused proposal', proposed, { kind: 'unpropose', proposal: proposed.proposed[0]! }],
    ['taking off', filed, { kind: 'unassign' }],
    ['a first type', fresh, { kind: 'type', type: REFERRAL }],
    ['another type', typed, { kind: 'type', type: { code: '64290-0', display: 'Insurance' } }],
    ['no type', typed, { kind: 'type', type: undefined }],
    ['handled', fresh, { kind: 'handle' }],
    ['not handled', handled, { kind: 'unhandle' }],
    ['reviewed', fresh, { kind: 'review', outcome: 'x' }],
    ['not reviewed', reviewed, { kind: 'unreview' }],
    ['archived', fresh, { kind: 'archive' }],
    ['trashed', fresh, { kind: 'trash' }],
    ['junk', fresh, { kind: 'junk' }],
    ['junk out of the archive', archived, { kind: 'junk' }],
    ['trashed out of Junk', junk, { kind: 'trash' }],
    ['restored from Junk', junk, { kind: 'restore' }],
    ['no patient needed', fresh, { kind: 'noPatient' }],
    ['a patient needed', patientless, { kind: 'patientNeeded' }],
    ['urgent', fresh, { kind: 'urgent' }],
    ['not urgent', urgent, { kind: 'notUrgent' }],
    ['a label', fresh, { kind: 'label', label: CALL_BACK }],
    ['another label', labelled, { kind: 'label', label: BILLING }],
    ['no label', labelled, { kind: 'unlabel', code: CALL_BACK.code }],
    ['restored from Junk with a reason', junkWithWhy, { kind: 'restore' }],
    ['received after all', undirected, { kind: 'direct', direction: 'inbound' }],
    ['sent after all', undirected, { kind: 'direct', direction: 'outbound' }],
    ['trashed out of the archive', archived, { kind: 'trash' }],
    ['restored from the archive', archived, { kind: 'restore' }],
    ['restored from the trash', trashed, { kind: 'restore' }],
  ])('%s', (_, before, command) => {
    const inverse = inverseCommand(before, command, 'again');
    expect(inverse).toBeDefined();
    const done = run(before, command, 1);
    expect(facts(done)).not.toEqual(facts(before));
    expect(facts(run(done, inverse!, 2))).toEqual(facts(before));
  });

  it('but a label that stood before stays, under the name of whoever put it there', () => {
    const again: TriageCommand = { kind: 'label', label: CALL_BACK };
    expect(inverseCommand(labelled, again, 'again')).toBeUndefined();
    expect(run(labelled, again, 9).labels).toEqual(labelled.labels);
    expect(inverseCommand(fresh, { kind: 'unlabel', code: CALL_BACK.code }, 'again')).toBeUndefined();
  });

  it('but a note is part of the record', () => {
    expect(inverseCommand(fresh, { kind: 'note', text: 'x' }, 'again')).toBeUndefined();
  });

  it('and the outcome of a review comes back with it', () => {
    expect(inverseCommand(reviewed, { kind: 'unreview' }, 'again')).toEqual({
      kind: 'review',
      outcome: 'Follow-up ordered',
    });
  });

  it('and filing again is a new filing, because the old one stays retired', () => {
    const off = run(filed, { kind: 'unassign' }, 1);
    const again = run(off, inverseCommand(filed, { kind: 'unassign' }, 'f2')!, 2);
    expect(again.parts.map((part) => [part.filingId, part.retired])).toEqual([
      ['f1', true],
      ['f2', false],
    ]);
  });
});

describe('the fact a command changes', () => {
  test.each<[TriageCommand, Fax]>([
    [{ kind: 'assign', patient: ALVAREZ, filingId: 'f' }, fresh],
    [{ kind: 'unassign' }, filed],
    [{ kind: 'propose', patient: ALVAREZ }, fresh],
    [{ kind: 'type', type: REFERRAL }, fresh],
    [{ kind: 'handle' }, fresh],
    [{ kind: 'review', outcome: '' }, fresh],
    [{ kind: 'archive' }, fresh],
    [{ kind: 'trash' }, fresh],
    [{ kind: 'junk' }, fresh],
    [{ kind: 'noPatient' }, fresh],
    [{ kind: 'urgent' }, fresh],
    [{ kind: 'notUrgent' }, urgent],
    [{ kind: 'label', label: BILLING }, labelled],
    [{ kind: 'unlabel', code: CALL_BACK.code }, labelled],
    [{ kind: 'direct', direction: 'inbound' }, undirected],
    [{ kind: 'restore' }, trashed],
  ])('$kind is told apart before and after', (command, before) => {
    expect(factOf(run(before, command), command)).not.toBe(factOf(before, command));
  });

  it('is untouched by what a colleague does to another fact', () => {
    const type: TriageCommand = { kind: 'type', type: undefined };
    expect(factOf(run(filed, { kind: 'handle' }), type)).toBe(factOf(filed, type));
    const archive: TriageCommand = { kind: 'archive' };
    expect(factOf(run(typed, { kind: 'handle' }), archive)).toBe(factOf(typed, archive));
    const label: TriageCommand = { kind: 'label', label: BILLING };
    expect(factOf(labelled, label)).toBe(factOf(fresh, label));
  });
});

describe('filing with a type', () => {
  const proposed = {
    kind: 'assign' as const,
    patient: ALVAREZ,
    filingId: 'f',
    why: 'The last 3 were hers',
    retype: { type: REFERRAL, why: 'All of the last 9 were' },
  } satisfies TriageCommand;

  it('is one change that gives the document the type too, and says why each was taken', () => {
    const done = run(fresh, proposed);
    expect(done.type).toEqual(REFERRAL);
    expect(done.typeMark.why).toBe('All of the last 9 were');
    expect(currentParts(done)).toMatchObject([
      { patient: { reference: ALVAREZ.reference }, type: REFERRAL, mark: { why: 'The last 3 were hers' } },
    ]);
  });

  it('is in conflict with whoever changed the patient or the type', () => {
    const seen = factOf(fresh, proposed);
    expect(factOf(filed, proposed)).not.toBe(seen);
    expect(factOf(typed, proposed)).not.toBe(seen);
    expect(factOf(handled, proposed)).toBe(seen);
    const { retype: _, ...withoutType } = proposed;
    expect(factOf(typed, withoutType)).toBe(factOf(fresh, withoutType));
  });
});

describe('what is proposed by somebody who may not file', () => {
  const propose = (pages?: string): TriageCommand => ({
    kind: 'propose',
    patient: ALVAREZ,
    ...(pages && { pages }),
  });

  it('is on no chart, and says who proposes it', () => {
    const [only] = run(fresh, { ...propose('1'), type: REFERRAL } as TriageCommand).proposed;
    expect(only).toEqual({
      patient: { reference: ALVAREZ.reference, display: 'Maria Alvarez' },
      type: REFERRAL,
      pages: '1',
      mark: actAt(0),
    });
    expect(run(fresh, propose()).parts).toEqual([]);
    expect(run(fresh, propose()).patient).toBeUndefined();
  });

  it('takes the place of what was proposed for the same pages', () => {
    expect(run(proposed, propose('3')).proposed).toHaveLength(2);
    expect(run(proposed, propose('2-3')).proposed.map(({ pages }) => pages)).toEqual(['2-3']);
    expect(run(proposed, propose()).proposed).toHaveLength(1);
  });

  it('is settled by filing those pages, and by nothing else', () => {
    const part = (pages: string): TriageCommand => ({
      kind: 'filePart',
      part: { filingId: 'p', patient: ALVAREZ, pages },
    });
    expect(run(proposed, part('3')).proposed).toHaveLength(1);
    expect(run(proposed, part('2')).proposed).toEqual([]);
    expect(run(proposed, { kind: 'assign', patient: LEE, filingId: 'a' }).proposed).toEqual([]);
    expect(run(run(proposed, part('3')), { kind: 'unassign' }).proposed).toHaveLength(1);
    expect(run(proposed, { kind: 'handle' }).proposed).toHaveLength(1);
  });
});

describe('urgent', () => {
  it('is said in the priority too, for other systems, and leaves theirs alone', () => {
    expect(urgent.communication.priority).toBe('urgent');
    const stat = run(
      { ...urgent, communication: { ...urgent.communication, priority: 'stat' } },
      { kind: 'notUrgent' },
    );
    expect(stat.communication.priority).toBe('stat');
  });
});

describe('junk', () => {
  it('leaves the work Task behind until it is settled', () => {
    expect(Object.keys(junk.flags)).toContain('pending');
  });
});

describe('what is allowed', () => {
  const kinds = Object.keys(COMMAND_RULES) as TriageKind[];
  const allowed = (fax: Fax) => kinds.filter((kind) => isAllowed(fax, kind)).join(' ');
  const done = run(run(filed, { kind: 'handle' }), { kind: 'review', outcome: '' });

  test.each<[FaxState, string]>([
    [
      'open',
      'assign propose filePart pagesNotNeeded restoreFiling type handle review archive junk trash noPatient urgent label note',
    ],
    ['closed', 'assign filePart pagesNotNeeded restoreFiling type archive junk trash label note'],
    ['archived', 'junk trash restore label note'],
    ['junk', 'trash restore label note'],
    ['trash', 'restore label note'],
  ])('on a fax nobody has worked on, %s', (state, expected) => {
    expect(allowed({ ...fresh, state })).toBe(expected);
  });

  test.each<[FaxState, string]>([
    [
      'open',
      'assign unassign propose filePart refilePart unfilePart pagesNotNeeded restoreFiling type unhandle unreview archive junk trash urgent label note',
    ],
    [
      'closed',
      'assign unassign filePart refilePart unfilePart pagesNotNeeded restoreFiling type unhandle unreview archive junk trash label note',
    ],
    ['archived', 'junk trash restore label note'],
    ['junk', 'trash restore label note'],
    ['trash', 'restore label note'],
  ])('on a fax that is filed, handled and reviewed, %s', (state, expected) => {
    expect(allowed({ ...done, state })).toBe(expected);
  });

  it('nothing on a fax that is not adopted yet', () => {
    const { state: _, ...foreign } = fresh;
    expect(allowed(foreign)).toBe('');
  });
});
