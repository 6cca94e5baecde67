import type { WithId } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import type { Connection } from './connection.ts';

/** The stored state of a resource. */
export interface StoredResource {
  rid: number;
  versionId: string;
  /** JSON text; null when deleted. */
  text: string | null;
  /** JSON text of a Reference. */
  author: string | null;
  sort: number;
}

/** One version of a resource as history shows it. */
export interface StoredVersion {
  versionId: string;
  /** Milliseconds since 1970. */
  updated: number;
  interaction: 'create' | 'update' | 'delete';
  author: string | null;
  text: string | null;
}

/** Stored texts were written from validated resources of the type they are looked up by. */
export function parseStored<T extends Resource>(text: string): WithId<T> {
  return JSON.parse(text) as WithId<T>;
}

const VERSION_COLUMNS = 'v.version_id AS versionId, v.updated, v.interaction, v.author, v.text';

/** The newest version of a resource, deleted or not; undefined if there never was one. */
export function readStored(connection: Connection, type: string, id: string): StoredResource | undefined {
  return connection.get<StoredResource>(
    `SELECT r.rid, r.sort, ${VERSION_COLUMNS} FROM resource r JOIN version v ON v.rid = r.rid
     WHERE r.id = ? AND r.type = ? ORDER BY v.vid DESC LIMIT 1`,
    id,
    type,
  );
}

export function readStoredVersion(
  connection: Connection,
  rid: number,
  versionId: string,
): StoredVersion | undefined {
  return connection.get<StoredVersion>(
    `SELECT ${VERSION_COLUMNS} FROM version v WHERE v.rid = ? AND v.version_id = ?`,
    rid,
    versionId,
  );
}

/** Which versions of a resource are asked for. */
export interface VersionPage {
  limit: number;
  offset: number;
  /** Milliseconds since 1970 of the oldest. */
  since: number;
}

/** Versions newest first. */
export function readVersions(
  connection: Connection,
  rid: number,
  { limit, offset, since }: VersionPage,
): StoredVersion[] {
  return connection.all<StoredVersion>(
    `SELECT ${VERSION_COLUMNS} FROM version v WHERE v.rid = ? AND v.updated >= ?
     ORDER BY v.vid DESC LIMIT ? OFFSET ?`,
    rid,
    since,
    limit,
    offset,
  );
}

export function countVersions(connection: Connection, rid: number, since: number): number {
  const statement = 'SELECT count(*) AS n FROM version WHERE rid = ? AND updated >= ?';
  return connection.get<{ n: number }>(statement, rid, since)?.n ?? 0;
}

/** The last state that was not a deletion; the first version of a resource never is. */
export function readLastText(connection: Connection, rid: number): string {
  const row = connection.get<{ text: string }>(
    'SELECT text FROM version WHERE rid = ? AND text IS NOT NULL ORDER BY vid DESC LIMIT 1',
    rid,
  );
  if (!row) throw new Error('A resource without a first version');
  return row.text;
}

/** Adds a version and makes it the current one; a deletion leaves none. */
export function addVersion(connection: Connection, rid: number, version: StoredVersion, sort: number): void {
  const row = connection.get<{ vid: number }>(
    `INSERT INTO version (rid, version_id, updated, interaction, author, text)
     VALUES (?, ?, ?, ?, ?, ?) RETURNING vid`,
    rid,
    version.versionId,
    version.updated,
    version.interaction,
    version.author,
    version.text,
  );
  connection.run(
    'UPDATE resource SET current = ?, updated = ?, sort = ? WHERE rid = ?',
    version.text === null ? null : (row?.vid ?? null),
    version.updated,
    sort,
    rid,
  );
}
