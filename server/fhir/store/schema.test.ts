import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Connection } from './connection.ts';
import { openWriter, StoreError } from './schema.ts';
import { fax, openTestStore, type TestStore } from './testing/testStore.ts';

const VERSION_1 = 'CREATE TABLE letter (number INTEGER PRIMARY KEY, text TEXT) STRICT';
const VERSION_2 = 'ALTER TABLE letter ADD COLUMN pages INTEGER; UPDATE letter SET pages = 1';
const VERSION_3 = 'CREATE INDEX letter_pages ON letter (pages)';

let folder: TestStore;
let file: string;
beforeEach(() => {
  folder = openTestStore();
  file = `${folder.file}.letters`;
});
afterEach(() => folder.close());

/** Opens a file as the build does that knows these migrations, for as long as `work` takes. */
function withBuild<T>(migrations: readonly string[], work: (connection: Connection) => T): T {
  const connection = openWriter(file, migrations);
  try {
    return work(connection);
  } finally {
    connection.close();
  }
}

const rows = (connection: Connection) =>
  connection.all<object>('SELECT * FROM letter').map((row) => ({ ...row }));
const version = (connection: Connection) => ({ ...connection.get<object>('PRAGMA user_version') });

function read(path: string): unknown[] {
  const connection = new Connection(path, { readOnly: true });
  try {
    return [version(connection), rows(connection)];
  } finally {
    connection.close();
  }
}

const OLD = [{ user_version: 1 }, [{ number: 1, text: 'kept' }]];

function writeOldData(): void {
  withBuild([VERSION_1], (connection) => connection.exec("INSERT INTO letter VALUES (1, 'kept')"));
}

function refusal(migrations: readonly string[]): StoreError {
  try {
    withBuild(migrations, () => undefined);
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
  throw new Error('The file was opened');
}

describe('data of an older version', () => {
  it('is changed, and a copy of it as it was stands beside it', () => {
    writeOldData();
    withBuild([VERSION_1, VERSION_2, VERSION_3], (connection) => {
      expect(version(connection)).toEqual({ user_version: 3 });
      expect(rows(connection)).toEqual([{ number: 1, text: 'kept', pages: 1 }]);
    });
    expect(read(`${file}.v1`)).toEqual(OLD);
    // The older build takes the copy as its own.
    file = `${file}.v1`;
    expect(withBuild([VERSION_1], rows)).toEqual(OLD[1]);
  });

  it('is copied with what a killed process had written last', () => {
    const killed = openWriter(file, [VERSION_1]);
    killed.exec("INSERT INTO letter VALUES (1, 'kept')");
    // Still open: the row stands in the journal only.
    withBuild([VERSION_1, VERSION_2], () => undefined);
    killed.close();
    expect(read(`${file}.v1`)).toEqual(OLD);
  });

  it('stays as it was when a change fails half-way, which is said in a sentence', () => {
    writeOldData();
    const error = refusal([VERSION_1, VERSION_2, 'INSERT INTO letter VALUES (1, NULL, 2)']);
    expect(error.kind).toBe('not-migrated');
    expect(error.message).toContain(`The data in ${file} was written by an older version of Faxwell`);
    expect(error.message).toContain('still as that one left it: the change failed (UNIQUE constraint failed');
    expect(read(file)).toEqual(OLD);
    expect(read(`${file}.v1`)).toEqual(OLD);
    withBuild([VERSION_1, VERSION_2], (connection) => {
      expect(rows(connection)).toEqual([{ number: 1, text: 'kept', pages: 1 }]);
    });
  });

  it('is not touched when no copy can be made', () => {
    writeOldData();
    mkdirSync(`${file}.v1`);
    const error = refusal([VERSION_1, VERSION_2]);
    expect(error.kind).toBe('not-migrated');
    expect(error.message).toContain('no copy of it could be made');
    expect(read(file)).toEqual(OLD);
    expect(readdirSync(dirname(file)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

it('copies nothing when there is nothing to change', async () => {
  await folder.repository.createResource(fax());
  folder = await folder.reopen();
  expect(existsSync(`${folder.file}.v1`)).toBe(false);
});

it('makes a whole copy of the real data, index included', async () => {
  const created = await folder.repository.createResource(fax({ topic: { text: 'Kept' } }));
  // Of the two, only the second is news to a file of this build.
  openWriter(folder.file, ['', VERSION_1]).close();
  const store = openTestStore({ file: `${folder.file}.v1` });
  expect(await store.repository.readResource('Communication', created.id)).toEqual(created);
  await store.store.close();
});
