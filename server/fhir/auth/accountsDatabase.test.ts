import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openAccountsDatabase } from './accountsDatabase.ts';

const VERSION_1 = 'CREATE TABLE account (id TEXT PRIMARY KEY) STRICT';
const VERSION_2 = 'ALTER TABLE account ADD COLUMN team TEXT';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faxwell-accounts-'));
  file = join(folder, 'accounts.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const columns = (path: string) => {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return database
      .prepare('PRAGMA table_info(account)')
      .all()
      .map(({ name }) => name);
  } finally {
    database.close();
  }
};

it('accounts of an older version are changed after a copy, and nobody else may read them', () => {
  openAccountsDatabase(file, [VERSION_1]).close();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  openAccountsDatabase(file, [VERSION_1, VERSION_2]).close();
  expect(columns(file)).toEqual(['id', 'team']);
  expect(columns(`${file}.v1`)).toEqual(['id']);
  expect(() => openAccountsDatabase(file, [VERSION_1])).toThrow(/newer version/);
});
