import { resolve } from 'node:path';
import { makeBackup } from '../maintenance/backup.ts';
import { MaintenanceError } from '../maintenance/maintenanceError.ts';
import { readSettings } from '../settings.ts';
import { runMaintenance, showProgress } from './maintenance.ts';

/** `npm run backup -- DIR`: copies the data folder, whether or not a server uses it. */

const USAGE = `Usage: npm run backup -- DIR

Copies the data folder into DIR, which is empty or does not exist. The server may be running.
Settings are its own: DATA_DIR names its data folder.`;

await runMaintenance(async ([dir, ...rest]) => {
  if (!dir || rest.length > 0) {
    throw new MaintenanceError(USAGE);
  }
  const target = resolve(dir);
  const onProgress = showProgress('documents');
  const { counts, missing, damaged } = await makeBackup({
    dataDir: readSettings().dataDir,
    target,
    now: () => new Date(),
    onProgress,
  });
  console.log(
    `The backup in ${target} is whole: ${counts.resources} resources, ${counts.documents} documents, ${counts.accounts} accounts.`,
  );
  if (missing.length + damaged.length > 0) {
    throw new MaintenanceError(
      `It is of a damaged data folder: ${missing.length} documents are missing, ${damaged.length} files are damaged. Keep older backups, and run npm run doctor.`,
    );
  }
});
