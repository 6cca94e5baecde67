import { createHash } from 'node:crypto';
import type { Resource } from '@medplum/fhirtypes';
import type { Connection } from './connection.ts';
import { definitionsText } from './definitions.ts';
import type { Dictionary } from './dictionary.ts';
import type { SearchIndex } from './searchIndex.ts';

/** Raised when the same search parameters are indexed in another way than before. */
const INDEX_FORMAT = 2;

const INDEX_VERSION = createHash('sha256').update(`${INDEX_FORMAT}\n${definitionsText}`).digest('hex');

/** Resources between two reports of progress. */
const STEP = 500;

type Progress = (done: number, total: number) => void;

/** Whether the file was indexed for other search parameters, or never. */
export function needsReindex(connection: Connection): boolean {
  const row = connection.get<{ value: string }>("SELECT value FROM setting WHERE name = 'index'");
  return row?.value !== INDEX_VERSION;
}

/** Rebuilds the index in a transaction of its own before anybody uses the file. */
export function reindexNow(connection: Connection, dictionary: Dictionary, index: SearchIndex): void {
  connection.exec('BEGIN IMMEDIATE');
  try {
    for (const _ of rebuild(connection, dictionary, index));
    connection.exec('COMMIT');
  } catch (error) {
    connection.exec('ROLLBACK');
    throw error;
  }
}

/** Rebuilds the index inside the caller's transaction; others are served from the old one meanwhile. */
export async function reindexInSteps(
  connection: Connection,
  dictionary: Dictionary,
  index: SearchIndex,
  onProgress: Progress = () => {},
): Promise<void> {
  for (const { done, total } of rebuild(connection, dictionary, index)) {
    onProgress(done, total);
    await new Promise(setImmediate);
  }
}

function* rebuild(
  connection: Connection,
  dictionary: Dictionary,
  index: SearchIndex,
): Generator<{ done: number; total: number }, void> {
  connection.exec(
    `DELETE FROM posting; DELETE FROM entry; DELETE FROM range; DELETE FROM word; DELETE FROM term;
     INSERT INTO term_trigram (term_trigram) VALUES ('delete-all');`,
  );
  dictionary.forget();
  const total =
    connection.get<{ n: number }>('SELECT count(*) AS n FROM resource WHERE current IS NOT NULL')?.n ?? 0;
  let done = 0;
  for (let last = 0; ; ) {
    const rows = connection.all<{ rid: number; text: string }>(
      `SELECT r.rid, v.text FROM resource r CROSS JOIN version v
       WHERE r.rid > ? AND v.vid = r.current ORDER BY r.rid LIMIT ${STEP}`,
      last,
    );
    for (const { rid, text } of rows) {
      // Stored texts are validated resources.
      const sort = index.replace(rid, JSON.parse(text) as Resource, undefined);
      connection.run('UPDATE resource SET sort = ? WHERE rid = ?', sort, rid);
      last = rid;
    }
    done += rows.length;
    yield { done, total };
    if (rows.length < STEP) break;
  }
  index.flush();
  connection.run("INSERT OR REPLACE INTO setting (name, value) VALUES ('index', ?)", INDEX_VERSION);
}
