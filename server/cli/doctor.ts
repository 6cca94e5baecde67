import { parseArgs } from 'node:util';
import { StartError } from '../http/startError.ts';
import { examine } from '../maintenance/doctor/doctor.ts';
import type { Finding } from '../maintenance/doctor/finding.ts';
import { MaintenanceError } from '../maintenance/maintenanceError.ts';
import { readSettings } from '../settings.ts';
import { runMaintenance, showProgress } from './maintenance.ts';

/** `npm run doctor`: says how a data folder is. Exit code 1: something is broken. */

const USAGE = `Usage: npm run doctor -- [--quick]

Looks at settings, machine and data folder and says what to do; changes nothing. The server may be running.
  --quick   look at the sizes of documents only, not at every byte`;

const STATE_WIDTH = 'broken'.length;

await runMaintenance(async (args) => {
  const quick = readQuick(args);
  const dataDir = checkSettings();
  if (dataDir === undefined) {
    process.exitCode = 1;
    return;
  }
  const onProgress = showProgress('files');
  for await (const finding of examine({ dataDir, now: () => new Date(), quick, onProgress })) {
    show(finding);
    if (finding.state === 'broken') {
      process.exitCode = 1;
    }
  }
});

/** @returns the data folder, if the settings say which */
function checkSettings(): string | undefined {
  try {
    const { dataDir } = readSettings();
    show({ state: 'ok', what: 'Settings', says: 'can be read' });
    return dataDir;
  } catch (error) {
    if (!(error instanceof StartError)) {
      throw error;
    }
    show({
      state: 'broken',
      what: 'Settings',
      says: error.message,
      todo: 'Mend them; .env.example has them all.',
    });
    return undefined;
  }
}

function show({ state, what, says, todo }: Finding): void {
  console.log(`${state.padEnd(STATE_WIDTH)}  ${what}: ${says}`);
  if (todo) {
    console.log(`${' '.repeat(STATE_WIDTH)}  → ${todo}`);
  }
}

function readQuick(args: string[]): boolean {
  try {
    return parseArgs({ args, options: { quick: { type: 'boolean', default: false } } }).values.quick;
  } catch {
    throw new MaintenanceError(USAGE);
  }
}
