/** Somebody else changed the same fact first; `message` says who, and what was kept. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
}
