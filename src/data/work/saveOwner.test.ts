import type { Task } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import type { Act } from '../../domain/fax/marks.ts';
import { makeOwned, parseWork, type Work } from '../../domain/filing/workTask.ts';
import { actAt, DANA, faxOf, KHAN, openFax } from '../../domain/testing/communications.ts';
import { type OwnerCommand, ownershipAfter, ownershipOf } from '../../domain/work/ownerCommand.ts';
import { ConflictError } from '../faxes/conflict.ts';
import { saveOwner } from './saveOwner.ts';

const FAX = faxOf(openFax);
const REFERRALS = { reference: 'CareTeam/referrals', display: 'Referrals' };
const MINE: Act = actAt(5);
const THEIRS: Act = actAt(4, KHAN);

/** A server of one work Task that checks versions. */
function serverOfOneTask() {
  let standing: Task | undefined;
  let version = 0;
  const write = (task: Task): Task => {
    version += 1;
    standing = { ...task, id: 'w', meta: { versionId: String(version) } };
    return standing;
  };
  const store = {
    createWorkTask: async (task: Task) => standing ?? write(task),
    readTask: async () => standing!,
    saveTask: async (task: Task) =>
      task.meta?.versionId === standing?.meta?.versionId ? write(task) : ('conflict' as const),
  };
  const work = (): Work => parseWork(standing!)!;
  const did = (command: OwnerCommand, act: Act) =>
    write(makeOwned(standing!, ownershipAfter(ownershipOf(work()), command, act.by), act));
  return { store, write, work, did };
}

describe('whose work a fax is', () => {
  test('is said on a Task that is made when there is none', async () => {
    const server = serverOfOneTask();
    const saved = await saveOwner(server.store, FAX, undefined, { kind: 'claim' }, MINE);
    expect(saved).toMatchObject({ faxId: FAX.id, owner: DANA, isClaimed: true });
  });

  test('is not taken from a colleague who was faster, who is named', async () => {
    const server = serverOfOneTask();
    const seen = await saveOwner(server.store, FAX, undefined, { kind: 'route', to: REFERRALS }, MINE);
    server.did({ kind: 'claim' }, THEIRS);
    const claiming = saveOwner(server.store, FAX, seen, { kind: 'claim' }, MINE);
    await expect(claiming).rejects.toThrow(ConflictError);
    await expect(claiming).rejects.toThrow('Dr. M. Khan claimed it first. Theirs was kept');
    expect(server.work().owner).toEqual(KHAN);
  });

  test('is not taken from a colleague on a Task nobody here had seen', async () => {
    const server = serverOfOneTask();
    await saveOwner(server.store, FAX, undefined, { kind: 'claim' }, THEIRS);
    await expect(saveOwner(server.store, FAX, undefined, { kind: 'claim' }, MINE)).rejects.toThrow(
      'Dr. M. Khan claimed it first',
    );
  });

  test('changes over another change of the Task without a word', async () => {
    const server = serverOfOneTask();
    const seen = await saveOwner(server.store, FAX, undefined, { kind: 'route', to: REFERRALS }, MINE);
    server.write({ ...seen.task, status: 'completed' });
    const saved = await saveOwner(server.store, FAX, seen, { kind: 'route', to: KHAN }, MINE);
    expect(saved).toMatchObject({ owner: KHAN, task: { status: 'completed' } });
  });

  test('whose reply was lost is done once', async () => {
    const server = serverOfOneTask();
    const seen = await saveOwner(server.store, FAX, undefined, { kind: 'route', to: REFERRALS }, MINE);
    server.did({ kind: 'claim' }, MINE);
    const version = server.work().task.meta?.versionId;
    const saved = await saveOwner(server.store, FAX, seen, { kind: 'claim' }, MINE);
    expect(saved.task.meta?.versionId).toBe(version);
  });
});
