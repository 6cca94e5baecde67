/** How texts are compared: without case, accents and punctuation between words. */
export function normalise(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replaceAll(/[\s,;/()]+/g, ' ')
    .trim();
}

/** The words of a normalised text: what a prefix search looks at. */
export function wordsOf(normalised: string): string[] {
  return normalised.split(' ').filter(Boolean);
}
