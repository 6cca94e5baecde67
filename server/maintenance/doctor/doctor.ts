import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from '../../fhir/store/connection.ts';
import { namedFiles } from '../../fhir/store/namedFiles.ts';
import { KNOWN_VERSIONS, withDatabase } from '../databases.ts';
import { ACCOUNTS_FILE, BINARY_FOLDER, STORE_FILE } from '../dataFolder.ts';
import { MaintenanceError } from '../maintenanceError.ts';
import { checkClock, checkIntegrity, checkVersion } from './databases.ts';
import { checkDocuments, checkOrphans } from './documents.ts';
import type { Finding } from './finding.ts';
import { checkFolder, checkNode, checkSpace } from './machine.ts';
import { checkAttention, checkFilings, checkIntakes, checkLastBackup } from './work.ts';

interface DoctorOptions {
  readonly dataDir: string;
  readonly now: () => Date;
  /** Look at the sizes of documents only. */
  readonly quick: boolean;
  /** Documents looked at so far, and all there are. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Looks at everything, whether or not a server is running, and changes nothing. Findings come as they are made. */
export async function* examine(options: DoctorOptions): AsyncGenerator<Finding, void> {
  const { dataDir, now } = options;
  yield checkNode(process.versions.node);
  if (!existsSync(join(dataDir, STORE_FILE))) {
    const says = `there is no data in ${dataDir}`;
    yield {
      state: 'look',
      what: 'Data folder',
      says,
      todo: 'npm start makes it. If there should be some, set DATA_DIR.',
    };
    return;
  }
  yield await checkFolder(dataDir);
  yield await checkSpace(dataDir);
  yield* await examineAccounts(join(dataDir, ACCOUNTS_FILE));
  yield* examineStore(options);
  yield await checkLastBackup(dataDir, now());
}

async function examineAccounts(file: string): Promise<Finding[]> {
  return await tryDatabase(file, 'Accounts', (connection) => [
    checkVersion(connection, 'Accounts', KNOWN_VERSIONS.accounts),
    checkIntegrity(connection, 'Accounts'),
  ]);
}

async function* examineStore({
  dataDir,
  now,
  quick,
  onProgress,
}: DoctorOptions): AsyncGenerator<Finding, void> {
  const file = join(dataDir, STORE_FILE);
  const version = await tryDatabase(file, 'Data', (connection) => [
    checkVersion(connection, 'Data', KNOWN_VERSIONS.data),
    checkIntegrity(connection, 'Data'),
  ]);
  yield* version;
  if (version.some(({ state }) => state === 'broken')) {
    // The rest reads it.
    return;
  }
  const folder = join(dataDir, BINARY_FOLDER);
  // Taken down at once: an open read would keep the journal of a running server growing for hours.
  const named = await withDatabase(file, (connection) => [...namedFiles(connection)]);
  yield await checkDocuments({ folder, named, quick, onProgress });
  yield await checkOrphans(folder, named, now());
  yield* await tryDatabase(file, 'Data', (connection) => [
    checkIntakes(connection, now()),
    checkFilings(connection, now()),
    checkAttention(connection),
    checkClock(connection, now()),
  ]);
}

async function tryDatabase(
  file: string,
  what: string,
  check: (connection: Connection) => Finding[],
): Promise<Finding[]> {
  try {
    return await withDatabase(file, check);
  } catch (error) {
    const says = error instanceof MaintenanceError ? error.message : `The file ${file} cannot be read.`;
    return [{ state: 'broken', what, says, todo: 'Restore the last backup into another data folder.' }];
  }
}
