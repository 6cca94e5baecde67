import { execFile } from 'node:child_process';
import { join } from 'node:path';

interface Ended {
  /** Exit code, or the signal's name. */
  readonly code: number | string;
  readonly out: string;
  readonly err: string;
}

/** Runs a command of this folder as npm does, with neither the environment of the tests nor anybody's .env. */
export function runCommand(
  script: string,
  args: string[],
  environment: Record<string, string>,
): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(import.meta.dirname, '..', script), ...args],
      { cwd: import.meta.dirname, env: { PATH: process.env.PATH, ...environment } },
      (error, out, err) =>
        resolve({ code: error?.code ?? error?.signal ?? 0, out: out.trim(), err: err.trim() }),
    );
  });
}
