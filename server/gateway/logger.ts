/**
 * Where the gateway writes down what it did. Messages and fields carry support ids (of Tasks and Communications),
 * kinds and counts; never numbers, names, bodies or a server's own words, which may quote them.
 */
export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The part of an error that may be logged: its class and status, not its text. */
export function errorKind(error: unknown): string {
  if (!(error instanceof Error)) {
    return typeof error;
  }
  return 'kind' in error && typeof error.kind === 'string' ? `${error.name}: ${error.kind}` : error.name;
}
