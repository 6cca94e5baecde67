import { writeSync } from 'node:fs';
import { type LogFn, type Logger, type LoggerOptions, pino } from 'pino';
import type { Config } from '../config.ts';
import { currentSupportId } from '../supportId.ts';

/**
 * The log says what happened and where, never about whom. Headers carry tokens and error texts may quote what
 * somebody sent, so neither is written: of an error only its kind and the place it came from.
 */
export function createLogger(level: Config['logLevel']) {
  const options: LoggerOptions = {
    level,
    redact: { paths: ['req', 'res', 'headers', 'path', '*.headers', '*.body'], remove: true },
    serializers: { err: describeError },
    hooks: { logMethod: logWithoutErrorText },
    mixin: supportFields,
  };
  return pino(options, { write: writeLine });
}

/** Whoever is told a support id finds the lines of that delivery. */
function supportFields(): object {
  const support = currentSupportId();
  return support ? { support } : {};
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

/** pino takes an error's text for the message where none is given, and Fastify gives it as one. */
function logWithoutErrorText(this: Logger, given: Parameters<LogFn>, log: LogFn): void {
  // LogFn's overloads leave the arguments without a type of their own.
  const [first, message] = given as readonly unknown[];
  const fields = first instanceof Error ? { err: first } : first;
  const error = isObject(fields) && 'err' in fields ? fields.err : undefined;
  if (error instanceof Error && (message === undefined || message === error.message)) {
    log.call(this, fields, error.name);
  } else {
    log.apply(this, given);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function describeError(error: unknown): object {
  if (!(error instanceof Error)) {
    return { type: typeof error };
  }
  const code = 'code' in error ? String(error.code) : undefined;
  // A text may have lines that look like places.
  const stack = error.stack
    ?.replace(error.message, '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  const cause = error.cause === undefined ? undefined : describeError(error.cause);
  return { type: error.name, code, stack, cause };
}
