import { describe, expect, it, test } from 'vitest';
import {
  ALVAREZ,
  actAt,
  DANA,
  faxOf,
  KHAN,
  medplumInbound,
  openFax,
  oystehrOutbound,
  TYPES,
} from '../testing/communications.ts';
import { generateFaxes } from '../testing/generateFaxes.ts';
import { FAX_STATES, type Fax } from './fax.ts';
import { FOLDER_IDS, isInFolder, type Viewer } from './folders.ts';
import { withFlag, withState } from './marks.ts';
import { applyCommand } from './triageCommand.ts';

const DANAS_DESK: Viewer = {
  me: DANA.reference,
  teams: ['CareTeam/front', 'CareTeam/referrals'],
  covers: [],
};

function foldersOf(fax: Fax, owner?: string): string[] {
  return FOLDER_IDS.filter((id) => isInFolder(id, fax, owner, DANAS_DESK));
}

const unassigned = faxOf(openFax);

describe('folders', () => {
  test.each(FAX_STATES)('a fax that is %s is in one of them', (state) => {
    expect(foldersOf(faxOf(withState(openFax, state, {}))).length).toBeGreaterThan(0);
  });

  it('hold an unassigned fax twice, and an assigned one once', () => {
    expect(foldersOf(unassigned)).toEqual(['unassigned', 'all-open']);
    const filed = applyCommand(
      unassigned,
      { kind: 'assign', patient: ALVAREZ, filingId: 'f' },
      { act: actAt(0), types: TYPES },
    );
    expect(foldersOf(faxOf(filed))).toEqual(['all-open']);
  });

  it('do not call unassigned what needs no patient', () => {
    expect(foldersOf(faxOf(withFlag(openFax, 'no-patient', {})))).toEqual(['all-open']);
  });

  it('are one’s own where somebody owns the fax', () => {
    expect(foldersOf(unassigned, DANA.reference)).toEqual(['unassigned', 'mine', 'all-open']);
    expect(foldersOf(unassigned, 'CareTeam/referrals')).toEqual(['unassigned', 'my-team', 'all-open']);
    expect(foldersOf(unassigned, KHAN.reference)).toEqual(['unassigned', 'all-open']);
    expect(foldersOf(faxOf(withState(openFax, 'closed', {})), DANA.reference)).toEqual(['closed']);
  });

  it('hold neither what was sent nor what is not adopted', () => {
    expect(foldersOf(faxOf(withState(oystehrOutbound, 'open', {})))).toEqual([]);
    expect(foldersOf(faxOf(medplumInbound))).toEqual([]);
  });
});

test('whose colleague is away finds that one’s faxes in Mine too', () => {
  const covering: Viewer = { ...DANAS_DESK, covers: [KHAN.reference] };
  expect(isInFolder('mine', unassigned, KHAN.reference, covering)).toBe(true);
  expect(isInFolder('mine', unassigned, undefined, covering)).toBe(false);
});

describe('nothing falls between the folders', () => {
  const people = { owners: [DANA.reference, KHAN.reference, 'CareTeam/front'], patient: ALVAREZ.reference };
  const generated = [1, 2, 3, 4].flatMap((seed) => generateFaxes(250, seed, people));
  const received = generated
    .map(({ communication, work }) => ({ fax: faxOf(communication), owner: work?.owner?.reference }))
    .filter(({ fax }) => fax.direction === 'inbound');

  it('whatever a received fax is: it is in the folder of its state, and everybody finds it there', () => {
    const lost = received.filter(({ fax, owner }) => foldersOf(fax, owner).length === 0);
    expect(received.length).toBeGreaterThan(500);
    expect(lost).toEqual([]);
  });

  it('and nobody is the only one to find an open fax', () => {
    const open = received.filter(({ fax }) => fax.state === 'open');
    const stranger: Viewer = { me: 'Practitioner/stranger', teams: [], covers: [] };
    const hidden = open.filter(
      ({ fax, owner }) => !FOLDER_IDS.some((id) => isInFolder(id, fax, owner, stranger)),
    );
    expect(hidden).toEqual([]);
  });

  it('and an open fax that is owned is in its owner’s own folder', () => {
    const owned = received.filter(({ fax, owner }) => fax.state === 'open' && owner === DANA.reference);
    expect(owned.length).toBeGreaterThan(10);
    expect(owned.filter(({ fax, owner }) => !foldersOf(fax, owner).includes('mine'))).toEqual([]);
  });
});
