import { describe, expect, it, test } from 'vitest';
import { ALVAREZ, actAt, faxOf, LEE, openFax, TYPES } from '../testing/communications.ts';
import { currentParts, type Fax, type FaxState } from './fax.ts';
import {
  applyCommand,
  COMMAND_RULES,
  inverseCommand,
  isAllowed,
  type TriageCommand,
  type TriageKind,
} from './triageCommand.ts';

const REFERRAL = { code: '57133-1', display: 'Referral note' };

function run(fax: Fax, command: TriageCommand, minutes = 0): Fax {
  return faxOf(applyCommand(fax, command, { act: actAt(minutes), types: TYPES }));
}

/** What a person would say about the fax. */
function facts(fax: Fax) {
  return {
    state: fax.state,
    flags: Object.keys(fax.flags)
      .filter((flag) => flag !== 'pending')
      .sort(),
    type: fax.type,
    patient: fax.patient?.reference,
    filedTo: currentParts(fax).map((part) => part.patient.reference),
  };
}

const fresh = faxOf(openFax);
const filed = run(fresh, { kind: 'assign', patient: ALVAREZ, filingId: 'f1' });
const typed = run(fresh, { kind: 'type', type: REFERRAL });
const handled = run(fresh, { kind: 'handle' });
const reviewed = run(fresh, { kind: 'review', outcome: 'Follow-up ordered' });
const archived = run(fresh, { kind: 'archive' });
const trashed = run(fresh, { kind: 'trash' });

describe('taking a command back leaves the facts as they were', () => {
  test.each<[string, Fax, TriageCommand]>([
    ['filing', fresh, { kind: 'assign', patient: ALVAREZ, filingId: 'n' }],
    ['filing to another patient', filed, { kind: 'assign', patient: LEE, filingId: 'n' }],
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

  it('but a note is part of the record', () => {
    expect(inverseCommand(fresh, { kind: 'note', text: 'x' }, 'again')).toBeUndefined();
  });

  it('nor can a fax be put back into Junk, where nothing here puts one', () => {
    const junk: Fax = { ...fresh, state: 'junk' };
    expect(inverseCommand(junk, { kind: 'trash' }, 'again')).toBeUndefined();
    expect(inverseCommand(junk, { kind: 'restore' }, 'again')).toBeUndefined();
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
    [{ kind: 'type', type: REFERRAL }, fresh],
    [{ kind: 'handle' }, fresh],
    [{ kind: 'review', outcome: '' }, fresh],
    [{ kind: 'archive' }, fresh],
    [{ kind: 'trash' }, fresh],
    [{ kind: 'restore' }, trashed],
  ])('$kind is told apart before and after', (command, before) => {
    const { fact } = COMMAND_RULES[command.kind];
    expect(fact(run(before, command))).not.toBe(fact(before));
  });

  it('is untouched by what a colleague does to another fact', () => {
    const { fact } = COMMAND_RULES.type;
    expect(fact(run(filed, { kind: 'handle' }))).toBe(fact(filed));
    expect(COMMAND_RULES.archive.fact(run(typed, { kind: 'handle' }))).toBe(
      COMMAND_RULES.archive.fact(typed),
    );
  });
});

describe('what is allowed', () => {
  const kinds = Object.keys(COMMAND_RULES) as TriageKind[];
  const allowed = (fax: Fax) => kinds.filter((kind) => isAllowed(fax, kind)).join(' ');
  const done = run(run(filed, { kind: 'handle' }), { kind: 'review', outcome: '' });

  test.each<[FaxState, string]>([
    ['open', 'assign filePart pagesNotNeeded restoreFiling type handle review archive trash note'],
    ['closed', 'assign filePart pagesNotNeeded restoreFiling type archive trash note'],
    ['archived', 'trash restore note'],
    ['junk', 'trash restore note'],
    ['trash', 'restore note'],
  ])('on a fax nobody has worked on, %s', (state, expected) => {
    expect(allowed({ ...fresh, state })).toBe(expected);
  });

  test.each<[FaxState, string]>([
    [
      'open',
      'assign unassign filePart refilePart unfilePart pagesNotNeeded restoreFiling type unhandle unreview archive trash note',
    ],
    [
      'closed',
      'assign unassign filePart refilePart unfilePart pagesNotNeeded restoreFiling type unhandle unreview archive trash note',
    ],
    ['archived', 'trash restore note'],
    ['junk', 'trash restore note'],
    ['trash', 'restore note'],
  ])('on a fax that is filed, handled and reviewed, %s', (state, expected) => {
    expect(allowed({ ...done, state })).toBe(expected);
  });

  it('nothing on a fax that is not adopted yet', () => {
    const { state: _, ...foreign } = fresh;
    expect(allowed(foreign)).toBe('');
  });
});
