import type { Communication, DocumentReference, Task } from '@medplum/fhirtypes';
import { describe, expect, it, test } from 'vitest';
import { hasFlag } from '../fax/fax.ts';
import { withoutFlag } from '../fax/marks.ts';
import { applyCommand, type TriageCommand } from '../fax/triageCommand.ts';
import { identifierOf } from '../fhir/elements.ts';
import { FILING } from '../fhir/systems.ts';
import { ALVAREZ, actAt, DANA, faxOf, KHAN, LEE, openFax, TYPES } from '../testing/communications.ts';
import { type FilingStore, settleFiling } from './settleFiling.ts';

/** A server in memory that checks versions and can fail at any write. */
class MemoryStore implements FilingStore {
  fax: Communication = openFax;
  documents: DocumentReference[] = [];
  task: Task | undefined;
  notices: Task[] = [];
  acts = 0;
  writes = 0;
  beforeWrite: (write: number) => 'go on' | 'conflict' = () => 'go on';

  apply(command: TriageCommand, by = DANA): void {
    this.acts += 1;
    const version = String(Number(this.fax.meta?.versionId) + 1);
    const changed = applyCommand(faxOf(this.fax), command, {
      act: actAt(this.acts, by),
      types: TYPES,
    });
    this.fax = { ...changed, meta: { versionId: version } };
  }

  readonly readFax: FilingStore['readFax'] = async () => faxOf(this.fax);
  readonly documentsOf: FilingStore['documentsOf'] = async () => [...this.documents];

  readonly createDocument: FilingStore['createDocument'] = async (document) => {
    const filingId = identifierOf(document, FILING);
    const standing = this.documents.find((d) => identifierOf(d, FILING) === filingId);
    if (standing) {
      return standing;
    }
    this.#write();
    const created = { ...document, id: `d${this.documents.length + 1}` };
    this.documents.push(created);
    return created;
  };

  readonly updateDocument: FilingStore['updateDocument'] = async (document) => {
    if (this.#write() === 'conflict') {
      return 'conflict';
    }
    this.documents = this.documents.map((d) => (d.id === document.id ? document : d));
    return 'saved';
  };

  readonly createWorkTask: FilingStore['createWorkTask'] = async (task) => {
    this.task ??= { ...task, id: 't' };
    return this.task;
  };

  readonly createNotice: FilingStore['createNotice'] = async (notice) => {
    const standing = this.notices.find((n) => n.identifier?.[0]?.value === notice.identifier?.[0]?.value);
    if (standing) {
      return standing;
    }
    this.#write();
    this.notices.push(notice);
    return notice;
  };

  readonly updateTask: FilingStore['updateTask'] = async (task) => {
    if (this.#write() === 'conflict') {
      return 'conflict';
    }
    this.task = task;
    return 'saved';
  };

  readonly updateFax: FilingStore['updateFax'] = async (communication) => {
    const stale = communication.meta?.versionId !== this.fax.meta?.versionId;
    if (this.#write() === 'conflict' || stale) {
      return 'conflict';
    }
    this.fax = { ...communication, meta: { versionId: `${communication.meta?.versionId}0` } };
    return 'saved';
  };

  #write() {
    this.writes += 1;
    return this.beforeWrite(this.writes);
  }

  currentPatients(): string[] {
    return this.documents.filter((d) => d.status === 'current').map((d) => d.subject?.reference ?? '');
  }
}

function storeAfter(...commands: TriageCommand[]): MemoryStore {
  const store = new MemoryStore();
  for (const command of commands) {
    store.apply(command);
  }
  return store;
}

const toAlvarez = (filingId: string): TriageCommand => ({ kind: 'assign', patient: ALVAREZ, filingId });
const toLee = (filingId: string): TriageCommand => ({ kind: 'assign', patient: LEE, filingId });

describe('settling', () => {
  it('puts the document on the chart and takes pending off', async () => {
    const store = storeAfter(toAlvarez('f1'));
    const settled = await settleFiling(store, 'fax-1');
    expect(store.currentPatients()).toEqual(['Patient/alvarez']);
    expect(hasFlag(settled, 'pending')).toBe(false);
    expect(store.task?.status).toBe('requested');
  });

  it('does nothing to a settled fax', async () => {
    const store = storeAfter(toAlvarez('f1'));
    await settleFiling(store, 'fax-1');
    const { writes } = store;
    await settleFiling(store, 'fax-1');
    expect(store.writes).toBe(writes);
  });

  it('completes the work Task of a fax that is put away, and reopens the same one', async () => {
    const store = storeAfter({ kind: 'archive' });
    await settleFiling(store, 'fax-1');
    expect(store.task).toMatchObject({ id: 't', status: 'completed' });
    store.task = { ...store.task!, owner: { reference: 'Practitioner/khan' } };
    store.apply({ kind: 'restore' });
    await settleFiling(store, 'fax-1');
    expect(store.task).toMatchObject({ id: 't', status: 'accepted' });
  });

  it('to A, to B, back to A leaves one document on A', async () => {
    const store = storeAfter(toAlvarez('f1'));
    for (const command of [toLee('f2'), toAlvarez('f3')]) {
      await settleFiling(store, 'fax-1');
      store.apply(command);
    }
    await settleFiling(store, 'fax-1');
    expect(store.currentPatients()).toEqual(['Patient/alvarez']);
    expect(store.documents).toHaveLength(3);
  });

  it('takes a document back whose filing nobody knows any more', async () => {
    const store = storeAfter(toAlvarez('f1'));
    await settleFiling(store, 'fax-1');
    store.documents.push({
      ...store.documents[0]!,
      id: 'lost',
      subject: { reference: 'Patient/lee' },
      identifier: [{ system: FILING, value: 'lost' }],
    });
    store.apply(toAlvarez('f2'));
    await settleFiling(store, 'fax-1');
    expect(store.currentPatients()).toEqual(['Patient/alvarez']);
  });
});

describe('a worker that dies at any write', () => {
  const steps = Array.from({ length: 6 }, (_, index) => index + 1);
  test.each(steps)('write %i is finished by the next one', async (step) => {
    const store = storeAfter(toAlvarez('f1'));
    await settleFiling(store, 'fax-1');
    store.apply(toLee('f2'));
    store.writes = 0;
    store.beforeWrite = (write) => {
      if (write === step) {
        throw new Error('killed');
      }
      return 'go on';
    };
    await settleFiling(store, 'fax-1').catch(() => undefined);
    store.beforeWrite = () => 'go on';
    const settled = await settleFiling(store, 'fax-1');
    expect(store.currentPatients()).toEqual(['Patient/lee']);
    expect(hasFlag(settled, 'pending')).toBe(false);
  });

  it('never leaves two charts with the fax in between', async () => {
    const store = storeAfter(toAlvarez('f1'));
    await settleFiling(store, 'fax-1');
    store.apply(toLee('f2'));
    store.beforeWrite = () => {
      expect(store.currentPatients().length).toBeLessThanOrEqual(1);
      return 'go on';
    };
    await settleFiling(store, 'fax-1');
  });
});

describe('a worker that loses against others', () => {
  it('tries again, and keeps pending when it keeps losing', async () => {
    const store = storeAfter(toAlvarez('f1'));
    await settleFiling(store, 'fax-1');
    store.apply(toLee('f2'));
    store.beforeWrite = () => 'conflict';
    expect(hasFlag(await settleFiling(store, 'fax-1'), 'pending')).toBe(true);
    store.beforeWrite = () => 'go on';
    expect(hasFlag(await settleFiling(store, 'fax-1'), 'pending')).toBe(false);
    expect(store.currentPatients()).toEqual(['Patient/lee']);
  });

  it('follows a fax that is filed elsewhere while it works', async () => {
    const store = storeAfter(toAlvarez('f1'));
    store.beforeWrite = (write) => {
      if (write === 1) {
        store.apply(toLee('f2'));
      }
      return 'go on';
    };
    const settled = await settleFiling(store, 'fax-1');
    expect(settled.patient?.reference).toBe('Patient/lee');
    expect(store.currentPatients()).toEqual(['Patient/lee']);
  });

  it('that believed in a retired filing finds its document instead of making a current one', async () => {
    const store = storeAfter(toAlvarez('f1'));
    const stale = faxOf(store.fax);
    store.apply(toLee('f2'));
    await settleFiling(store, 'fax-1');
    // The slow one wakes with the fax as it was, and the server as it is.
    const slow: FilingStore = { ...store, readFax: async () => stale };
    await settleFiling({ ...slow, updateFax: async () => 'conflict' }, 'fax-1');
    await settleFiling(store, 'fax-1');
    expect(store.fax.category).toEqual(withoutFlag(store.fax, 'pending').category);
    expect(store.documents).toHaveLength(2);
  });
});

describe('a fax filed in parts', () => {
  const filePart = (filingId: string, pages: string, patient = ALVAREZ): TriageCommand => ({
    kind: 'filePart',
    part: { filingId, patient, pages },
  });
  const cut = async (_: unknown, pages: readonly number[]) => ({
    url: `Binary/${pages.join()}`,
    contentType: 'application/pdf',
    size: 1,
  });
  const attachments = (store: MemoryStore) => store.documents.map(({ content }) => content[0]?.attachment);

  it('is on the charts at once, and pending for whoever can cut its pages out', async () => {
    const store = storeAfter(filePart('f1', '1-2'), filePart('f2', '3', LEE));
    expect(hasFlag(await settleFiling(store, 'fax-1'), 'pending')).toBe(true);
    expect(store.currentPatients()).toEqual(['Patient/alvarez', 'Patient/lee']);
    expect(attachments(store)).toMatchObject([
      { url: 'Binary/shown', title: 'Referral letter: only pages 1-2 of 3' },
      { url: 'Binary/shown', title: 'Referral letter: only page 3 of 3' },
    ]);
    expect(store.task?.status).toBe('requested');

    const { writes } = store;
    await settleFiling(store, 'fax-1');
    expect(store.writes).toBe(writes);

    const able: FilingStore = Object.assign(store, { cutPages: cut });
    expect(hasFlag(await settleFiling(able, 'fax-1'), 'pending')).toBe(false);
    expect(attachments(store)).toMatchObject([{ url: 'Binary/1,2' }, { url: 'Binary/3' }]);
  });

  it('cuts nothing for what was taken back', async () => {
    const store = storeAfter(filePart('f1', '1'), { kind: 'unfilePart', filingId: 'f1' });
    expect(hasFlag(await settleFiling(store, 'fax-1'), 'pending')).toBe(false);
    expect(store.documents.map(({ status }) => status)).toEqual(['entered-in-error']);
  });
});

describe('whoever reviewed a fax', () => {
  const reviewed: TriageCommand = { kind: 'review', outcome: 'x' };
  const noticesAfter = async (...commands: [TriageCommand, typeof DANA][]) => {
    const store = new MemoryStore();
    for (const [command, by] of commands) {
      store.apply(command, by);
      await settleFiling(store, 'fax-1');
    }
    return store.notices;
  };

  it('is told when somebody else puts it on another chart', async () => {
    const notices = await noticesAfter([toAlvarez('f1'), DANA], [reviewed, KHAN], [toLee('f2'), DANA]);
    expect(notices).toMatchObject([
      {
        owner: KHAN,
        basedOn: [{ reference: 'Communication/fax-1' }],
        description:
          'Reviewed on the chart of Maria Alvarez. Dana Reyes took it off since; the fax is on the chart of Tom Lee now.',
      },
    ]);
  });

  test.each<[string, [TriageCommand, typeof DANA][]]>([
    [
      'did it',
      [
        [toAlvarez('f1'), DANA],
        [reviewed, KHAN],
        [toLee('f2'), KHAN],
      ],
    ],
    [
      'read it before it was filed',
      [
        [reviewed, KHAN],
        [toAlvarez('f1'), DANA],
        [toLee('f2'), DANA],
      ],
    ],
    [
      'took the review back',
      [
        [toAlvarez('f1'), DANA],
        [reviewed, KHAN],
        [{ kind: 'unreview' }, KHAN],
        [toLee('f2'), DANA],
      ],
    ],
    [
      'finds the patient on it still',
      [
        [toAlvarez('f1'), DANA],
        [reviewed, KHAN],
        [toAlvarez('f2'), DANA],
      ],
    ],
  ])('is not told who %s', async (_, commands) => {
    expect(await noticesAfter(...commands)).toEqual([]);
  });
});
