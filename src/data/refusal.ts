/** Something that cannot be done as things are; `message` is a sentence for the person who tried. Nothing was changed. */
export class RefusalError extends Error {
  override readonly name = 'RefusalError';
}

/** One of two things a person did at once was done; `message` says which, and why not the other. */
export class PartlyDoneError extends Error {
  override readonly name = 'PartlyDoneError';
}
