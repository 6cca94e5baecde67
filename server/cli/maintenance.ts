import { StartError } from '../http/startError.ts';
import { MaintenanceError } from '../maintenance/maintenanceError.ts';

/** Runs a command on a data folder. What it makes is its owner's alone; what it cannot do is told in a sentence. */
export async function runMaintenance(command: (args: string[]) => Promise<void>): Promise<void> {
  process.umask(0o077);
  try {
    await command(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof MaintenanceError || error instanceof StartError)) {
      throw error;
    }
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** Tells every tenth of the way, on its own line: the output may go to a log. */
export function showProgress(what: string): (done: number, total: number) => void {
  let shown = 0;
  return (done, total) => {
    const tenths = Math.floor((10 * done) / Math.max(1, total));
    if (tenths > shown) {
      shown = tenths;
      console.log(`${done} of ${total} ${what}`);
    }
  };
}
