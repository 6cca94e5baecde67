import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../src/domain/result.ts';

/** Everything the process reads from its environment, parsed once at start. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absolute path of the folder that holds all data. */
  readonly dataDir: string;
  /** Whether an empty data folder is filled with the sample clinic. */
  readonly demo: boolean;
  readonly demoPassword?: string;
  /** How many faxes come in by themselves after the sample clinic's first start. */
  readonly demoFaxes: number;
  /** Where browsers reach the server, without a trailing slash. Unset: the address it listens on. */
  readonly baseUrl?: string;
  readonly tls?: { readonly certFile: string; readonly keyFile: string };
  readonly trustProxy: boolean;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** Behave like a FHIR server that guarantees less: no atomic transactions, `If-Match` on PUT only. */
  readonly careless: boolean;
  /** IANA name of the clinic's time zone. */
  readonly timeZone: string;
}

const SAMPLE_CLINIC_TIME_ZONE = 'America/Los_Angeles';

const flag = z.enum(['0', '1'], { error: 'must be 0 or 1' }).transform((value) => value === '1');

const environmentSchema = z
  .object({
    PORT: z
      .string()
      .regex(/^\d+$/, 'must be a whole number')
      .transform(Number)
      .refine((port) => port >= 1 && port <= 65_535, 'must be from 1 to 65535')
      .default(8080),
    HOST: z.string().default('127.0.0.1'),
    DATA_DIR: z.string().default('data'),
    DEMO: flag.default(true),
    DEMO_PASSWORD: z.string().min(8, 'must have at least 8 characters').optional(),
    DEMO_FAXES: z
      .string()
      .regex(/^\d+$/, 'must be a whole number')
      .transform(Number)
      .refine((faxes) => faxes <= 40, 'must be from 0 to 40')
      .default(40),
    BASE_URL: z
      .url({ protocol: /^https?$/, error: 'must be an http or https address' })
      .refine((url) => /^\w+:\/\/[^/?#@]+\/*$/.test(url), 'must be an address without a path')
      .optional(),
    TLS_CERT: z.string().optional(),
    TLS_KEY: z.string().optional(),
    TRUST_PROXY: flag.default(false),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
        error: 'must be one of fatal, error, warn, info, debug, trace, silent',
      })
      .default('warn'),
    CARELESS: flag.default(false),
    TIME_ZONE: z.string().refine(isTimeZone, 'must be a time zone such as America/Los_Angeles').optional(),
  })
  .refine((env) => (env.TLS_CERT === undefined) === (env.TLS_KEY === undefined), {
    path: ['TLS_CERT'],
    message: 'must be given together with TLS_KEY',
    // Checked whatever else is wrong: the list is to be whole.
    when: () => true,
  });

/**
 * Parses the environment. An empty variable counts as unset.
 * @returns The configuration, or every problem as one line each, so that a start fails with the whole list.
 */
export function readConfig(
  environment: NodeJS.ProcessEnv,
  workingDirectory: string,
): Result<Config, string[]> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    return err(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  const env = parsed.data;
  return ok({
    port: env.PORT,
    host: env.HOST,
    dataDir: isAbsolute(env.DATA_DIR) ? env.DATA_DIR : resolve(workingDirectory, env.DATA_DIR),
    demo: env.DEMO,
    demoPassword: env.DEMO_PASSWORD,
    demoFaxes: env.DEMO_FAXES,
    baseUrl: env.BASE_URL?.replace(/\/+$/, ''),
    tls: env.TLS_CERT && env.TLS_KEY ? { certFile: env.TLS_CERT, keyFile: env.TLS_KEY } : undefined,
    trustProxy: env.TRUST_PROXY,
    logLevel: env.LOG_LEVEL,
    careless: env.CARELESS,
    timeZone: env.TIME_ZONE ?? (env.DEMO ? SAMPLE_CLINIC_TIME_ZONE : ownTimeZone()),
  });
}

/**
 * Patients' data never crosses a network in the clear: without TLS, or a proxy that adds it, the server
 * listens on this machine only.
 */
export function listenAddress(config: Config): { readonly host: string; readonly notice?: string } {
  if (isLoopback(config.host) || config.tls || config.trustProxy) {
    return { host: config.host };
  }
  return {
    host: '127.0.0.1',
    notice:
      `Listening on this machine only (127.0.0.1), not on ${config.host}: ` +
      'set TLS_CERT and TLS_KEY, or TRUST_PROXY=1 behind a proxy that speaks https.',
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
