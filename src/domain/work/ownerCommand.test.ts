import type { Task } from '@medplum/fhirtypes';
import { describe, expect, it, test } from 'vitest';
import { makeOwned, makeWorkTask, type Ownership, parseWork, type Work } from '../filing/workTask.ts';
import { actAt, DANA, faxOf, KHAN, openFax } from '../testing/communications.ts';
import {
  describeOwnerConflict,
  type OwnerCommand,
  ownerFact,
  ownershipAfter,
  ownershipOf,
  whyNotClaim,
} from './ownerCommand.ts';

const FRONT = { reference: 'CareTeam/front', display: 'Front desk' };
const task = { ...makeWorkTask(faxOf(openFax)), id: 'w' };

/** The work after commands, each written to the Task and read again. */
function workAfter(...commands: readonly (readonly [OwnerCommand, typeof DANA])[]): Work {
  const done = commands.reduce<Task>((before, [command, by], index) => {
    const next = ownershipAfter(ownershipOf(parseWork(before)), command, by);
    return makeOwned(before, next, actAt(index, by));
  }, task);
  return parseWork(done)!;
}

describe('whose work a fax is', () => {
  it('is nobody’s at first', () => {
    expect(ownershipOf(parseWork(task))).toEqual({ isClaimed: false });
  });

  it('is the team’s it is routed to, then theirs who claim it, then the team’s again', () => {
    const routed = workAfter([{ kind: 'route', to: FRONT }, KHAN]);
    expect(routed).toMatchObject({ owner: FRONT, isClaimed: false, mark: { by: KHAN } });
    const claimed = workAfter([{ kind: 'route', to: FRONT }, KHAN], [{ kind: 'claim' }, DANA]);
    expect(claimed).toMatchObject({ owner: DANA, isClaimed: true, task: { status: 'accepted' } });
    const released = workAfter(
      [{ kind: 'route', to: FRONT }, KHAN],
      [{ kind: 'claim' }, DANA],
      [{ kind: 'release' }, DANA],
    );
    expect(released).toMatchObject({ owner: FRONT, isClaimed: false, task: { status: 'requested' } });
  });

  it('is nobody’s again when it was claimed from nobody', () => {
    const released = workAfter([{ kind: 'claim' }, DANA], [{ kind: 'release' }, DANA]);
    expect(released.task.owner).toBeUndefined();
  });

  it('changes without reopening a Task that is completed', () => {
    const closed = { ...task, status: 'completed' as const };
    expect(makeOwned(closed, { owner: DANA, isClaimed: true }, actAt(0)).status).toBe('completed');
  });

  test.each<OwnerCommand>([{ kind: 'claim' }, { kind: 'route', to: FRONT }, { kind: 'route' }])(
    'is as before when $kind is taken back',
    (command) => {
      const before: Ownership = { owner: KHAN, routedTo: KHAN, isClaimed: false };
      const done = ownershipAfter(before, command, DANA);
      expect(ownerFact(done)).not.toBe(ownerFact(before));
      expect(ownershipAfter(done, { kind: 'putBack', ownership: before }, DANA)).toEqual(before);
    },
  );

  it('keeps what other systems wrote on the Task', () => {
    const theirs = { url: 'https://other.example/x', valueString: 'y' };
    const owned = makeOwned({ ...task, extension: [theirs] }, { isClaimed: false }, actAt(0));
    expect(owned.extension).toContainEqual(theirs);
  });
});

describe('a lost race', () => {
  test.each<[string, OwnerCommand]>([
    ['Dr. M. Khan claimed it first.', { kind: 'claim' }],
    ['Dr. M. Khan routed it to Front desk first.', { kind: 'route', to: FRONT }],
    ['Dr. M. Khan released it first.', { kind: 'route' }],
  ])('is told as "%s"', (words, command) => {
    expect(describeOwnerConflict(workAfter([command, KHAN]))).toContain(words);
  });
});

test('what a colleague has claimed is not claimed over their head', () => {
  expect(whyNotClaim({ owner: KHAN, isClaimed: true }, DANA)).toMatch('Dr. M. Khan has claimed it');
  expect(whyNotClaim({ owner: DANA, isClaimed: true }, DANA)).toBeUndefined();
  expect(whyNotClaim({ owner: KHAN, isClaimed: false }, DANA)).toBeUndefined();
});

test('a Task that is not the work on a fax is not read as such', () => {
  expect(
    parseWork({ ...task, code: { coding: [{ system: 'urn:faxwell:task', code: 'intake' }] } }),
  ).toBeUndefined();
  expect(parseWork({ ...task, focus: { display: 'on paper' } })).toBeUndefined();
});
