import { resolve } from 'node:path';
import { MaintenanceError } from '../maintenance/maintenanceError.ts';
import { restoreBackup } from '../maintenance/restore.ts';
import { readSettings } from '../settings.ts';
import { runMaintenance, showProgress } from './maintenance.ts';

/** `npm run restore -- DIR`: makes an empty data folder what it was when a backup was made. */

const USAGE = `Usage: npm run restore -- DIR

Puts the backup in DIR into the data folder, which is empty or does not exist.
Settings are the server's: DATA_DIR names its data folder.`;

await runMaintenance(async ([dir, ...rest]) => {
  if (!dir || rest.length > 0) {
    throw new MaintenanceError(USAGE);
  }
  const { dataDir } = readSettings();
  const onProgress = showProgress('files');
  const { madeAt, counts } = await restoreBackup({ source: resolve(dir), dataDir, onProgress });
  console.log(
    `The data folder ${dataDir} is as it was at ${madeAt}: ${counts.resources} resources, ${counts.documents} documents, ${counts.accounts} accounts. Start the server with npm start.`,
  );
});
