/** Something that cannot be done as things are; `message` is a sentence for the person who tried. Nothing was changed. */
export class RefusalError extends Error {
  override readonly name = 'RefusalError';
}
