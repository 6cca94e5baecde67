/** The outcome of reading something that may not be what it should be: a value or a reason, never an exception. */
export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** A value that was read. */
export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value };
}

/** A reason instead. */
export function err<E>(error: E): Result<never, E> {
  return { ok: false, error };
}
