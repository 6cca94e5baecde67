import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { createSecret, hashSecret } from './secrets.ts';

/** A person signed in on one device, from sign-in until sign-out or until it has not been used for its lifetime. */
export interface Session {
  readonly id: string;
  readonly accountId: string;
  readonly clientId: string;
}

export interface Sessions {
  /** @param remember Whether the session outlives a working day without use. */
  start(accountId: string, clientId: string, remember: boolean): { session: Session; refreshToken: string };
  /** Swaps a refresh token for the next one; undefined when it is unknown, expired or was used before. */
  refresh(refreshToken: string, clientId: string): { session: Session; refreshToken: string } | undefined;
  /** The session unless it has ended. */
  get(id: string): Session | undefined;
  end(id: string): void;
}

const HOUR_MS = 3_600_000;
const WORKING_DAY_MS = 12 * HOUR_MS;
const REMEMBERED_MS = 30 * 24 * HOUR_MS;

/**
 * How long the refresh token before the current one still works. The reply with the new one may be lost on the
 * way; the client then asks again with the old one and must not be signed out for it.
 */
const ROTATION_GRACE_MS = 30_000;

interface SessionRow {
  id: string;
  account_id: string;
  client_id: string;
  refresh_hash: string;
  rotated_at: number;
  lifetime: number;
  expires_at: number;
}

export function createSessions(database: DatabaseSync, now: () => number): Sessions {
  const insert = database.prepare(
    `INSERT INTO session (id, account_id, client_id, refresh_hash, rotated_at, lifetime, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const byId = database.prepare('SELECT * FROM session WHERE id = ?');
  const byRefresh = database.prepare('SELECT * FROM session WHERE refresh_hash = ?1 OR previous_hash = ?1');
  const rotate = database.prepare(
    'UPDATE session SET previous_hash = ?, refresh_hash = ?, rotated_at = ?, expires_at = ? WHERE id = ?',
  );
  const remove = database.prepare('DELETE FROM session WHERE id = ?');
  const removeExpired = database.prepare('DELETE FROM session WHERE expires_at <= ?');

  const isOver = (row: SessionRow) => row.expires_at <= now();
  const isReused = (row: SessionRow, hash: string) =>
    row.refresh_hash !== hash && row.rotated_at + ROTATION_GRACE_MS <= now();

  return {
    start(accountId, clientId, remember) {
      removeExpired.run(now());
      const session = { id: randomUUID(), accountId, clientId };
      const refreshToken = createSecret();
      const lifetime = remember ? REMEMBERED_MS : WORKING_DAY_MS;
      insert.run(
        session.id,
        accountId,
        clientId,
        hashSecret(refreshToken),
        now(),
        lifetime,
        now() + lifetime,
      );
      return { session, refreshToken };
    },
    refresh(refreshToken, clientId) {
      const hash = hashSecret(refreshToken);
      // The schema's own row; node:sqlite types every row as a record of unknown values.
      const row = byRefresh.get(hash) as SessionRow | undefined;
      if (!row || isOver(row) || row.client_id !== clientId) {
        return undefined;
      }
      if (isReused(row, hash)) {
        // An old token in use means that it was copied: https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2
        remove.run(row.id);
        return undefined;
      }
      const next = createSecret();
      // Asked again with the old one, its time of grace is not prolonged.
      const rotatedAt = row.refresh_hash === hash ? now() : row.rotated_at;
      rotate.run(hash, hashSecret(next), rotatedAt, now() + row.lifetime, row.id);
      return { session: toSession(row), refreshToken: next };
    },
    get(id) {
      // As above: the schema's own row.
      const row = byId.get(id) as SessionRow | undefined;
      return row && !isOver(row) ? toSession(row) : undefined;
    },
    end: (id) => void remove.run(id),
  };
}

function toSession(row: SessionRow): Session {
  return { id: row.id, accountId: row.account_id, clientId: row.client_id };
}
