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
import { FAX_STATES, type Fax } from './fax.ts';
import { FOLDER_IDS, isInFolder, type Viewer } from './folders.ts';
import { withFlag, withState } from './marks.ts';
import { applyCommand } from './triageCommand.ts';

const DANAS_DESK: Viewer = { me: DANA.reference, teams: ['CareTeam/front', 'CareTeam/referrals'] };

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
