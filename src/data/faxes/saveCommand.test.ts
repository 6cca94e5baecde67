import type { Communication } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { type Fax, filedTo, hasFlag } from '../../domain/fax/fax.ts';
import { applyCommand, type TriageCommand, type TriageContext } from '../../domain/fax/triageCommand.ts';
import { ALVAREZ, actAt, faxOf, KHAN, LEE, openFax, TYPES } from '../../domain/testing/communications.ts';
import { ConflictError } from './conflict.ts';
import type { FaxStore } from './faxStore.ts';
import { saveCommand } from './saveCommand.ts';

const SEEN = faxOf(openFax);
const MINE: TriageContext = { act: actAt(5), types: TYPES };
const THEIRS: TriageContext = { act: actAt(4, KHAN), types: TYPES };

/** A server of one fax that checks versions, as far as saving a command goes. */
function serverOf(communication: Communication) {
  let standing = { ...communication, meta: { versionId: '1' } };
  const save = (next: Communication) => {
    standing = { ...next, meta: { versionId: String(Number(standing.meta.versionId) + 1) } };
    return faxOf(standing);
  };
  const store: FaxStore = {
    readFax: async () => faxOf(standing),
    saveFax: async (next) => (next.meta?.versionId === standing.meta.versionId ? save(next) : 'conflict'),
    updateFax: async (next) => {
      save(next);
      return 'saved';
    },
    saveTask: async (task) => task,
    readTask: async (id) => ({ resourceType: 'Task', id, status: 'requested', intent: 'order' }),
    documentsOf: async () => [],
    createDocument: async (document) => document,
    updateDocument: async () => 'saved',
    createWorkTask: async (task) => task,
    updateTask: async () => 'saved',
    createNotice: async (task) => task,
  };
  return {
    store,
    standing: () => faxOf(standing),
    colleagueDid: (command: TriageCommand) => save(applyCommand(faxOf(standing), command, THEIRS)),
    /** Saves, but the reply is lost: the client sends the same PUT again. */
    loseReply: (command: TriageCommand, fax: Fax) => save(applyCommand(fax, command, MINE)),
  };
}

const ASSIGN = { kind: 'assign', patient: ALVAREZ, filingId: 'mine' } as const;

describe('a command', () => {
  test('is applied to what a colleague left when they changed another fact', async () => {
    const server = serverOf(openFax);
    server.colleagueDid({ kind: 'handle' });
    await saveCommand(server.store, SEEN, ASSIGN, MINE);
    expect(filedTo(server.standing())?.reference).toBe(ALVAREZ.reference);
    expect(hasFlag(server.standing(), 'handled')).toBe(true);
  });

  test('that lost the same fact to a colleague says who was faster and changes nothing', async () => {
    const server = serverOf(openFax);
    server.colleagueDid({ kind: 'assign', patient: LEE, filingId: 'theirs' });
    const saving = saveCommand(server.store, SEEN, ASSIGN, MINE);
    await expect(saving).rejects.toThrow(ConflictError);
    await expect(saving).rejects.toThrow('Dr. M. Khan changed this fax first');
    expect(filedTo(server.standing())?.reference).toBe(LEE.reference);
  });

  test('that files and types loses to a colleague who did one of both, and saves neither', async () => {
    const server = serverOf(openFax);
    server.colleagueDid({ kind: 'type', type: TYPES[1] });
    const both: TriageCommand = { ...ASSIGN, retype: { type: TYPES[0] } };
    await expect(saveCommand(server.store, SEEN, both, MINE)).rejects.toThrow(ConflictError);
    expect(server.standing().type?.code).toBe(TYPES[1]?.code);
    expect(filedTo(server.standing())).toBeUndefined();
  });

  test('that a colleague has done too is done', async () => {
    const server = serverOf(openFax);
    server.colleagueDid({ kind: 'handle' });
    const saved = await saveCommand(server.store, SEEN, { kind: 'handle' }, MINE);
    expect(saved.flags.handled?.by?.reference).toBe(KHAN.reference);
  });

  test('puts a label on beside the one a colleague put on, and tells apart who did the same one', async () => {
    const server = serverOf(openFax);
    server.colleagueDid({ kind: 'label', label: { code: 'billing', display: 'Billing' } });
    const mine: TriageCommand = { kind: 'label', label: { code: 'call-back', display: 'Call back' } };
    await saveCommand(server.store, SEEN, mine, MINE);
    const same: TriageCommand = { kind: 'label', label: { code: 'billing', display: 'Billing' } };
    const saved = await saveCommand(server.store, SEEN, same, MINE);
    expect(saved.labels.map(({ code, mark }) => [code, mark.by?.reference])).toEqual([
      ['billing', KHAN.reference],
      ['call-back', MINE.act.by.reference],
    ]);
  });

  test('whose reply was lost is not done twice', async () => {
    const server = serverOf(openFax);
    const note: TriageCommand = { kind: 'note', text: 'Asked for page 4.' };
    server.loseReply(note, SEEN);
    await saveCommand(server.store, SEEN, note, MINE);
    expect(server.standing().notes.map(({ text }) => text)).toEqual(['Asked for page 4.']);
  });

  test('stays saved when the charts cannot follow at once, and the fax stays pending', async () => {
    const server = serverOf(openFax);
    const unreachable: FaxStore = {
      ...server.store,
      createDocument: () => Promise.reject(new TypeError('Failed to fetch')),
    };
    const saved = await saveCommand(unreachable, SEEN, ASSIGN, MINE);
    expect(filedTo(saved)?.reference).toBe(ALVAREZ.reference);
    expect(hasFlag(server.standing(), 'pending')).toBe(true);
  });
});
