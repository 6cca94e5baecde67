import type { Communication } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import type { SenderBlock } from '../clinic/blockedSender.ts';
import { parseFax } from '../fax/parseFax.ts';
import { FAX_DIRECTION } from '../fhir/systems.ts';
import { actAt, DANA, faxOf } from '../testing/communications.ts';
import { makeAdopted } from './adoptFax.ts';

const MARK = { at: '2026-11-20T09:00:00Z' };

function adopted(communication: Partial<Communication>, block?: SenderBlock): Communication {
  // Some servers hold what FHIR would not allow; that is what these tests are about.
  const fax = parseFax({ resourceType: 'Communication', id: 'f', ...communication });
  if (!fax.ok) {
    throw new Error(fax.error);
  }
  return makeAdopted(fax.value, undefined, block, MARK);
}

test('a status a server did not insist on is added, or no later PUT would pass', () => {
  const inbound = [{ coding: [{ system: FAX_DIRECTION, code: 'inbound' }] }];
  expect(adopted({ category: inbound }).status).toBe('completed');
  expect(adopted({}).status).toBe('unknown');
  expect(adopted({ status: 'in-progress', category: inbound }).status).toBe('in-progress');
});

test('a fax still being sent stays open, one that ended is closed', () => {
  const category = [{ coding: [{ system: FAX_DIRECTION, code: 'outbound' }] }];
  const state = (status: Communication['status']) => {
    const fax = parseFax(adopted({ category, status }));
    return fax.ok && fax.value.state;
  };
  expect(['preparation', 'in-progress', 'on-hold'].map((s) => state(s as Communication['status']))).toEqual(
    Array(3).fill('open'),
  );
  expect(['completed', 'stopped', 'not-done'].map((s) => state(s as Communication['status']))).toEqual(
    Array(3).fill('closed'),
  );
});

test('a number that is none is kept in the words of the other system', () => {
  const fax = adopted({
    category: [{ coding: [{ system: FAX_DIRECTION, code: 'inbound' }] }],
    extension: [{ url: 'https://efax.com/originating-fax-number', valueString: 'PBX 12' }],
  });
  expect(fax.sender?.identifier).toEqual({ value: 'PBX 12' });
  expect(fax.extension).toHaveLength(1);
});

test('a fax of a blocked sender goes to Junk, under the name of who blocked', () => {
  const category = [{ coding: [{ system: FAX_DIRECTION, code: 'inbound' }] }];
  const block = { number: '+12125550147', reason: 'Advertising', act: actAt(0) };
  expect(faxOf(adopted({ category }, block))).toMatchObject({
    state: 'junk',
    stateMark: { by: DANA, at: MARK.at, why: 'Blocked sender: Advertising' },
  });
});
