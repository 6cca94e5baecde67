import { describe, expect, test } from 'vitest';
import { applyCommand, type TriageCommand } from '../fax/triageCommand.ts';
import { actAt, DANA, faxOf, KHAN, openFax, TYPES } from '../testing/communications.ts';
import { type BulkAction, bulkWords, formatFaxes } from './bulkAction.ts';
import { formatEnd, type NotDone } from './bulkOutcome.ts';
import { whyLeftAlone } from './whyLeftAlone.ts';

const JUNK: BulkAction = { on: 'fax', command: { kind: 'junk' } };
const CLAIM: BulkAction = { on: 'work', command: { kind: 'claim' } };
const REFERRALS = { reference: 'CareTeam/referrals', display: 'Referrals' };
const ROUTE: BulkAction = { on: 'work', command: { kind: 'route', to: REFERRALS } };
const NOBODYS = { ownership: { isClaimed: false }, me: DANA };

const faxAfter = (...commands: TriageCommand[]) =>
  commands.reduce(
    (fax, command) => faxOf(applyCommand(fax, command, { act: actAt(1), types: TYPES })),
    faxOf(openFax),
  );

test('an action is asked about with its number, and said in the words of single ones', () => {
  expect(bulkWords(JUNK, 214)).toMatchObject({ question: 'Move 214 faxes to Junk?', yes: 'Move to Junk' });
  expect(bulkWords(ROUTE, 5000).question).toBe('Route 5,000 faxes to Referrals?');
  expect(
    bulkWords({ on: 'fax', command: { kind: 'unlabel', code: 'x' }, name: 'Call back' }, 1).question,
  ).toBe('Take “Call back” off 1 fax?');
  expect(formatFaxes(1_234_567)).toBe('1,234,567 faxes');
});

describe('the end of a run', () => {
  const notDone = (reason: NotDone['reason']): NotDone => ({ reason, words: '' });

  test('is a number when all are done', () => {
    expect(formatEnd('moved to Junk', 30, [])).toEqual({ title: '30 moved to Junk' });
  });

  test('counts what is not done, by reason', () => {
    const left = [notDone('closed'), notDone('changed'), notDone('closed')];
    expect(formatEnd('handled', 38, left)).toEqual({
      title: '38 handled, 3 not',
      message: '1 somebody else changed first, 2 were closed already.',
    });
  });

  test('never says that something was done when nothing was', () => {
    expect(formatEnd('handled', 0, [notDone('stopped')]).title).toBe('None of 1 handled');
  });
});

describe('a fax is left alone', () => {
  test('when it is so already, or somewhere the action does not reach', () => {
    expect(whyLeftAlone(faxOf(openFax), JUNK, NOBODYS)).toBeUndefined();
    expect(whyLeftAlone(faxAfter({ kind: 'junk' }), JUNK, NOBODYS)?.reason).toBe('already');
    expect(whyLeftAlone(faxAfter({ kind: 'trash' }), JUNK, NOBODYS)).toEqual({
      reason: 'putAway',
      words: 'it is in Trash',
    });
    const handle: BulkAction = { on: 'fax', command: { kind: 'handle' } };
    const closed = faxAfter({ kind: 'handle' }, { kind: 'review', outcome: 'Seen' });
    expect(whyLeftAlone(closed, handle, NOBODYS)?.reason).toBe('closed');
  });

  test('when another system wrote it and nobody has taken it in yet', () => {
    const { category: _, ...bare } = openFax;
    expect(whyLeftAlone(faxOf(bare), JUNK, NOBODYS)?.reason).toBe('unadopted');
  });

  test('when somebody else has claimed it, by name', () => {
    const taken = { ownership: { owner: KHAN, isClaimed: true }, me: DANA };
    expect(whyLeftAlone(faxOf(openFax), CLAIM, taken)).toEqual({
      reason: 'claimed',
      words: 'Dr. M. Khan has claimed it',
    });
    // Routing takes it over, as for a single one.
    expect(whyLeftAlone(faxOf(openFax), ROUTE, taken)).toBeUndefined();
  });

  test('when it lies there already', () => {
    const there = { ownership: { owner: REFERRALS, routedTo: REFERRALS, isClaimed: false }, me: DANA };
    expect(whyLeftAlone(faxOf(openFax), ROUTE, there)?.reason).toBe('already');
  });
});
