import type { Communication } from '@medplum/fhirtypes';
import { describe, expect, it, test } from 'vitest';
import { ALVAREZ, actAt, DANA, faxOf, KHAN, openFax, TYPES } from '../testing/communications.ts';
import { type Fax, type FaxState, hasFlag } from './fax.ts';
import { withState } from './marks.ts';
import { makeHandled, makeMoved, makeNoted, makeOpened, makeRestored, makeTyped } from './triage.ts';
import { applyCommand, type TriageCommand } from './triageCommand.ts';

const INSURANCE = { code: '64290-0', display: 'Insurance' };
const REFERRAL = { code: '57133-1', display: 'Referral note' };

function doing(fax: Fax, ...commands: TriageCommand[]): Fax {
  return commands.reduce(
    (current, command, index) => faxOf(applyCommand(current, command, { act: actAt(index), types: TYPES })),
    fax,
  );
}

function inState(state: FaxState): Fax {
  return faxOf(withState(openFax, state, {}));
}

const fax = faxOf(openFax);

describe('a fax that needs a review', () => {
  it('stays open when it is handled, and closes when it is reviewed as well', () => {
    const handled = doing(fax, { kind: 'type', type: REFERRAL }, { kind: 'handle' });
    expect(handled.state).toBe('open');
    const reviewed = doing(handled, { kind: 'review', outcome: 'No action needed' });
    expect(reviewed.state).toBe('closed');
    expect(reviewed.flags.reviewed).toMatchObject({ by: DANA, why: 'No action needed' });
  });

  it('does not close by a review alone: the front desk still owes its part', () => {
    expect(doing(fax, { kind: 'review', outcome: '' }).state).toBe('open');
  });

  it('is one without a type, and one whose type the clinic does not list', () => {
    expect(doing(fax, { kind: 'handle' }).state).toBe('open');
    const odd = doing(fax, { kind: 'type', type: { code: '1-8', display: 'Odd' } }, { kind: 'handle' });
    expect(odd.state).toBe('open');
  });
});

describe('a fax that needs no review', () => {
  it('closes when it is handled and opens when that is taken back', () => {
    const closed = doing(fax, { kind: 'type', type: INSURANCE }, { kind: 'handle' });
    expect(closed.state).toBe('closed');
    expect(doing(closed, { kind: 'unhandle' }).state).toBe('open');
  });

  it('opens again when its type turns out to need one', () => {
    const closed = doing(fax, { kind: 'type', type: INSURANCE }, { kind: 'handle' });
    expect(doing(closed, { kind: 'type', type: REFERRAL }).state).toBe('open');
  });
});

describe('putting away and restoring', () => {
  test.each(['archived', 'trash'] as const)(
    'a fax restored from %s is open while something is owed',
    (state) => {
      expect(faxOf(makeRestored(inState(state), TYPES, actAt(0))).state).toBe('open');
    },
  );

  it('a fax restored with nothing owed is closed again', () => {
    const closed = doing(fax, { kind: 'type', type: INSURANCE }, { kind: 'handle' });
    expect(doing(closed, { kind: 'archive' }, { kind: 'restore' }).state).toBe('closed');
  });

  it('marks who did it', () => {
    const trashed = faxOf(makeMoved(fax, 'trash', actAt(7, KHAN)));
    expect(trashed.stateMark).toEqual({ by: KHAN, at: actAt(7).at });
  });
});

describe('a change between open and not open', () => {
  it('is pending until the work Task agrees', () => {
    expect(hasFlag(doing(fax, { kind: 'archive' }), 'pending')).toBe(true);
    expect(hasFlag(faxOf(makeHandled(fax, true, TYPES, actAt(0))), 'pending')).toBe(false);
    const closed = faxOf(withState(openFax, 'closed', {}));
    expect(hasFlag(doing(closed, { kind: 'archive' }), 'pending')).toBe(false);
    expect(hasFlag(faxOf(makeRestored(inState('trash'), TYPES, actAt(0))), 'pending')).toBe(true);
  });
});

describe('the type', () => {
  it('says who set it', () => {
    const typed = faxOf(makeTyped(fax, REFERRAL, TYPES, actAt(3)));
    expect(typed.type).toEqual(REFERRAL);
    expect(typed.typeMark).toEqual({ by: DANA, at: actAt(3).at });
  });

  it('is replaced, and removed', () => {
    const typed = doing(fax, { kind: 'type', type: REFERRAL }, { kind: 'type', type: INSURANCE });
    expect(typed.type).toEqual(INSURANCE);
    expect(doing(typed, { kind: 'type', type: undefined })).not.toHaveProperty('type');
  });

  it('of a filed fax is settled again, because its documents carry it', () => {
    const filed = doing(fax, { kind: 'assign', patient: ALVAREZ, filingId: 'f1' });
    const settled = { ...filed, flags: {} };
    const typed = faxOf(makeTyped(settled, REFERRAL, TYPES, actAt(1)));
    expect(hasFlag(typed, 'pending')).toBe(true);
    expect(typed.parts[0]?.type).toEqual(REFERRAL);
  });
});

describe('opening', () => {
  it('records the first opener only', () => {
    const opened = makeOpened(fax, actAt(0));
    expect(opened && faxOf(opened).flags.opened).toEqual({ by: DANA, at: actAt(0).at });
    expect(opened && makeOpened(faxOf(opened), actAt(1, KHAN))).toBeUndefined();
  });
});

describe('a note', () => {
  it('is added behind the others with author and time', () => {
    const twice = faxOf(
      makeNoted(faxOf(makeNoted(fax, 'Called them', actAt(1))), '<b>Back at 3</b>', actAt(2)),
    );
    expect(twice.notes).toEqual([
      { text: 'Called them', author: DANA, time: actAt(1).at },
      { text: '<b>Back at 3</b>', author: DANA, time: actAt(2).at },
    ]);
  });
});

describe('whatever is done', () => {
  const commands: TriageCommand[] = [
    { kind: 'assign', patient: ALVAREZ, filingId: 'f1' },
    { kind: 'type', type: REFERRAL },
    { kind: 'note', text: 'x' },
    { kind: 'handle' },
    { kind: 'review', outcome: 'y' },
    { kind: 'unassign' },
    { kind: 'archive' },
    { kind: 'restore' },
    { kind: 'trash' },
  ];
  const end: Communication = doing(fax, ...commands).communication;

  it('leaves exactly one state', () => {
    const states = end.category?.filter((c) => c.coding?.[0]?.system === 'urn:faxwell:fax-state');
    expect(states).toHaveLength(1);
  });

  it('keeps every element it does not understand', () => {
    expect(end.category?.slice(0, 2)).toEqual(openFax.category?.slice(0, 2));
    expect(end.extension).toEqual(expect.arrayContaining(openFax.extension ?? []));
    for (const element of [
      'identifier',
      'medium',
      'sender',
      'recipient',
      'sent',
      'payload',
      'topic',
    ] as const) {
      expect(end[element]).toEqual(openFax[element]);
    }
  });

  it('never touches status, tags or the version it was read in', () => {
    expect(end.status).toBe('completed');
    expect(end.meta).toEqual(openFax.meta);
  });
});
