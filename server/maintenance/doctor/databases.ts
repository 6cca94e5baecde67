import type { Connection } from '../../fhir/store/connection.ts';
import { findDamage, versionOf } from '../databases.ts';
import type { Finding } from './finding.ts';

const RESTORE = 'Stop the server, keep the data folder, and restore the last backup into another.';

export function checkVersion(connection: Connection, what: string, known: number): Finding {
  const version = versionOf(connection);
  if (version > known) {
    const says = `version ${version} was written by a newer Faxwell; this one knows ${known}`;
    return { state: 'broken', what, says, todo: 'Start the newer one.' };
  }
  return version < known
    ? {
        state: 'look',
        what,
        says: `version ${version}; the next start changes it to ${known}, after copying it`,
      }
    : { state: 'ok', what, says: `version ${version}` };
}

export function checkIntegrity(connection: Connection, what: string): Finding {
  const damage = findDamage(connection);
  return damage.length === 0
    ? { state: 'ok', what, says: 'SQLite finds nothing wrong' }
    : { state: 'broken', what, says: 'SQLite finds it damaged', todo: RESTORE };
}

/** A clock that was ahead and is right again looks as if it had gone back. */
const CLOCK_MAY_DIFFER_MS = 60_000;

/** Whether the newest version is from the past. */
export function checkClock(connection: Connection, now: Date): Finding {
  const what = 'Clock';
  const newest = connection.get<{ updated: number }>('SELECT updated FROM version ORDER BY vid DESC LIMIT 1');
  const ahead = (newest?.updated ?? 0) - now.getTime();
  return ahead > CLOCK_MAY_DIFFER_MS
    ? {
        state: 'look',
        what,
        says: `the last change was written ${Math.ceil(ahead / 60_000)} minutes in the future`,
        todo: 'Set the clock of this machine, and let it follow a time server.',
      }
    : { state: 'ok', what, says: now.toISOString() };
}
