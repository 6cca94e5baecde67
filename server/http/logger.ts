import { writeSync } from 'node:fs';
import { type LoggerOptions, pino } from 'pino';
import type { Config } from '../config.ts';

/**
 * The log says what happened and where, never about whom. Headers carry tokens and error texts may quote what
 * somebody sent, so neither is written: of an error only its kind and the place it came from.
 */
export function createLogger(level: Config['logLevel']) {
  const options: LoggerOptions = {
    level,
    redact: { paths: ['req', 'res', 'headers', '*.headers', '*.body'], remove: true },
    serializers: { err: describeError },
  };
  return pino(options, { write: writeLine });
}

const STDOUT = 1;

/**
 * pino's own writer tries a line until it is written, and stops everything meanwhile: with the log on a full disk no
 * carrier would hear that its fax cannot be kept. The line is dropped instead.
 */
function writeLine(line: string): void {
  try {
    writeSync(STDOUT, line);
  } catch {
    // There is nowhere left to say so.
  }
}

function describeError(error: unknown): object {
  if (!(error instanceof Error)) {
    return { type: typeof error };
  }
  const code = 'code' in error ? String(error.code) : undefined;
  const stack = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  const cause = error.cause === undefined ? undefined : describeError(error.cause);
  return { type: error.name, code, stack, cause };
}
