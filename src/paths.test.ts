import { matchPath } from 'react-router';
import { describe, expect, it } from 'vitest';
import type { FaxFilter } from './domain/fax/faxFilter.ts';
import { parseFaxFilter } from './domain/fax/filterAddress.ts';
import { FOLDER_IDS } from './domain/fax/folders.ts';
import { INBOX_PATTERN, inboxPath } from './paths.ts';

function readPath(path: string) {
  const url = new URL(path, 'http://clinic.example');
  const match = matchPath(INBOX_PATTERN, url.pathname);
  const folder = FOLDER_IDS.find((id) => id === match?.params.folder);
  return folder && { filter: parseFaxFilter(folder, url.searchParams), faxId: match?.params.faxId };
}

describe('inboxPath', () => {
  it('is short for a folder as it is', () => {
    expect(inboxPath({ folder: 'unassigned', order: 'oldest' })).toBe('/inbox/unassigned');
    expect(inboxPath({ folder: 'closed', order: 'newest' }, '42')).toBe('/inbox/closed/42');
  });

  it.each(FOLDER_IDS)('opens the same list again in %s', (folder) => {
    const filters: FaxFilter[] = [
      { folder, order: 'newest' },
      { folder, order: 'oldest' },
      { folder, order: 'newest', line: 'HealthcareService/7', type: '11488-4' },
      { folder, order: 'oldest', state: 'archived', from: '2026-11-01', to: '2026-11-20' },
      {
        folder,
        order: 'oldest',
        state: 'any',
        patient: 'Patient/p-1',
        owner: 'Practitioner/d',
        label: 'call',
      },
      { folder, order: 'newest', owner: 'CareTeam/a.1', urgent: true, unread: true, pageSize: 100 },
      { folder, order: 'newest', owner: 'nobody', from: '2026-11-20', to: '2026-11-01' },
    ];
    for (const filter of filters) {
      expect(readPath(inboxPath(filter, 'a-1.b'))).toEqual({ filter, faxId: 'a-1.b' });
      expect(readPath(inboxPath(filter))).toEqual({ filter, faxId: undefined });
    }
  });
});
