import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { hasFlag } from '../../../src/domain/fax/fax.ts';
import { parseFax } from '../../../src/domain/fax/parseFax.ts';
import { ATTENTION_IDENTIFIER, INTAKE_IDENTIFIER } from '../../../src/domain/fhir/systems.ts';
import { type Intake, parseIntake, UNFINISHED_INTAKE } from '../../../src/domain/intake/intakeTask.ts';
import type { Connection } from '../../fhir/store/connection.ts';
import { currentResources } from '../../fhir/store/currentResources.ts';
import { LAST_BACKUP_FILE } from '../dataFolder.ts';
import { counted, type Finding, someOf } from './finding.ts';

/** Deliveries are worked within seconds, a slow document within minutes. */
const INTAKE_WITHIN_MS = 10 * 60_000;
/** The gateway looks for pending filings every minute. */
const FILING_WITHIN_MS = 5 * 60_000;
const BACKUP_WITHIN_MS = 7 * 24 * 60 * 60_000;

/** Deliveries that are kept and have not become faxes. */
export function checkIntakes(connection: Connection, now: Date): Finding {
  const what = 'Deliveries';
  const waiting = [...unfinishedIntakes(connection)];
  const stuck = waiting.filter((intake) => isOlder(intake.receivedAt, INTAKE_WITHIN_MS, now));
  if (stuck.length === 0) {
    return { state: 'ok', what, says: waiting.length === 0 ? 'all worked' : `${waiting.length} in work` };
  }
  const ids = someOf(stuck.map(({ supportId, id }) => supportId ?? `Task/${id}`));
  return {
    state: 'look',
    what,
    says: `${stuck.length} kept for more than ten minutes and not worked (${ids})`,
    todo: 'Start the server if it is stopped; else look for these support ids in its log.',
  };
}

function* unfinishedIntakes(connection: Connection): Generator<Intake, void> {
  for (const task of currentResources(connection, 'Task', INTAKE_IDENTIFIER)) {
    const intake = parseIntake(task);
    if (intake.ok && UNFINISHED_INTAKE.some((status) => status === task.status)) {
      yield intake.value;
    }
  }
}

/** Filings that somebody decided and nobody finished. */
export function checkFilings(connection: Connection, now: Date): Finding {
  const what = 'Filings';
  const pending: string[] = [];
  for (const communication of currentResources(connection, 'Communication', '"pending"')) {
    const fax = parseFax(communication);
    if (
      fax.ok &&
      hasFlag(fax.value, 'pending') &&
      isOlder(communication.meta?.lastUpdated, FILING_WITHIN_MS, now)
    ) {
      pending.push(`Communication/${fax.value.id}`);
    }
  }
  return pending.length === 0
    ? { state: 'ok', what, says: 'none is left half done' }
    : {
        state: 'look',
        what,
        says: `${counted(pending.length, 'fax', 'faxes')} half filed (${someOf(pending)})`,
        todo: 'Start the server if it is stopped: it finishes them.',
      };
}

/** What people were asked to look at and did not yet. */
export function checkAttention(connection: Connection): Finding {
  const what = 'Needs attention';
  const open = [...currentResources(connection, 'Task', ATTENTION_IDENTIFIER)].filter(
    ({ status }) => status === 'requested',
  );
  return open.length === 0
    ? { state: 'ok', what, says: 'nothing' }
    : { state: 'look', what, says: `${counted(open.length, 'thing')} for the clinic to look at` };
}

const lastBackupSchema = z.object({ madeAt: z.iso.datetime(), target: z.string() });

export async function checkLastBackup(dataDir: string, now: Date): Promise<Finding> {
  const what = 'Last backup';
  const todo = 'Run npm run backup -- DIR, every day by itself.';
  const last = await readLastBackup(dataDir);
  if (!last) {
    return { state: 'look', what, says: 'none was made of this data folder', todo };
  }
  const says = `${last.madeAt} into ${last.target}`;
  return isOlder(last.madeAt, BACKUP_WITHIN_MS, now)
    ? { state: 'look', what, says: `${says}, more than a week ago`, todo }
    : { state: 'ok', what, says };
}

async function readLastBackup(dataDir: string): Promise<z.infer<typeof lastBackupSchema> | undefined> {
  try {
    return lastBackupSchema.parse(JSON.parse(await readFile(join(dataDir, LAST_BACKUP_FILE), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Whether an instant is more than so many milliseconds ago; one that cannot be read is. */
function isOlder(instant: string | undefined, ms: number, now: Date): boolean {
  return !(now.getTime() - Date.parse(instant ?? '') <= ms);
}
