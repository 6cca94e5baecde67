import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { type Config, readConfig } from './config.ts';
import { StartError } from './http/startError.ts';

/**
 * The environment of this process and, for what it leaves out, the file `.env` of a folder, which may be missing.
 * Every program reads its settings here, so that one file is enough for all of them.
 * @throws {StartError} when there is a file that cannot be read
 */
export function readEnvironment(folder = process.cwd()): NodeJS.ProcessEnv {
  return { ...readEnvFile(join(folder, '.env')), ...process.env };
}

/** @throws {StartError} with the whole list of problems */
export function readSettings(): Config {
  const config = readConfig(readEnvironment(), process.cwd());
  if (!config.ok) {
    throw settingsError(config.error);
  }
  return config.value;
}

/** What is wrong with the settings, one line each. */
export function settingsError(problems: readonly string[]): StartError {
  return new StartError(['Faxwell cannot start with these settings:', ...problems].join('\n  '));
}

function readEnvFile(file: string): NodeJS.ProcessEnv {
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    if (code === 'ENOENT') {
      return {};
    }
    throw new StartError(`The settings in ${file} cannot be read (${code}).`, { cause });
  }
}
