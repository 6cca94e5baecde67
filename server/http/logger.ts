import { pino } from 'pino';
import type { Config } from '../config.ts';

/**
 * The log says what happened and where, never about whom. Headers carry tokens and error texts may quote what
 * somebody sent, so neither is written: of an error only its kind and the place it came from.
 */
export function createLogger(level: Config['logLevel']) {
  return pino({
    level,
    redact: { paths: ['req', 'res', 'headers', '*.headers', '*.body'], remove: true },
    serializers: { err: describeError },
  });
}

function describeError(error: unknown) {
  if (!(error instanceof Error)) {
    return { type: typeof error };
  }
  const code = 'code' in error ? String(error.code) : undefined;
  const stack = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return { type: error.name, code, stack };
}
