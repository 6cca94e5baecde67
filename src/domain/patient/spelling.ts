/**
 * How names are compared: without case, accents, hyphens and apostrophes, and forgiving one typing error. The embedded
 * server indexes `phonetic` by the same words, so that what it finds is what is ranked high here.
 */

/** Letters that are no letter with an accent and still are written without their stroke or as two. */
const PLAIN: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};

/** A text in lower case without accents and apostrophes: `O’Dwyer` is `odwyer`. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}|['’‘ʼ`´]/gu, '')
    .toLowerCase()
    .replace(/[łøđðıßæœþ]/g, (letter) => PLAIN[letter] ?? letter);
}

/** The words of a name, folded: `García-Núñez, José` is `garcia`, `nunez`, `jose`. */
export function foldedWords(name: string): string[] {
  return fold(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/**
 * Every way a part of a name is looked for: its words, those of a hyphenated one written as one, and what follows an
 * apostrophe. `Smith-Larsen` is `smith`, `larsen`, `smithlarsen`; `O’Dwyer` is `odwyer`, `dwyer`.
 */
export function spellingsOf(name: string): string[] {
  const spellings = name.split(/[\s,;/()]+/).flatMap((part) => {
    const [joined] = foldedWords(part.replace(/[-‐‑–]/g, ''));
    const afterApostrophe = part
      .split(/['’‘ʼ`´]/)
      .slice(1)
      .flatMap(foldedWords);
    return [...(joined ? [joined] : []), ...foldedWords(part), ...afterApostrophe];
  });
  return [...new Set(spellings)].filter((word) => word.length > 1);
}

/** Shorter words have too many neighbours: `Kim` is not `Tim`, while a list may show both. */
const NEAR_FROM = 4;

/** Whether two folded words are the same but for one typing error: a wrong, missing or doubled letter, or two exchanged. */
export function isNear(a: string, b: string): boolean {
  return a === b || (Math.min(a.length, b.length) >= NEAR_FROM && isOneEditApart(a, b));
}

/** One letter other, more or less, or two neighbours exchanged. */
export function isOneEditApart(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) {
    return false;
  }
  let start = 0;
  while (start < short.length && short[start] === long[start]) {
    start++;
  }
  const rest = (word: string, from: number) => word.slice(start + from);
  if (short.length < long.length) {
    return rest(short, 0) === rest(long, 1);
  }
  const isExchanged =
    short[start] === long[start + 1] && short[start + 1] === long[start] && rest(short, 2) === rest(long, 2);
  return isExchanged || rest(short, 1) === rest(long, 1);
}

/** From this length on the typed beginning of a word may hold the error too; of a shorter one too much would fit. */
const BEGINNING_FROM = 5;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** What may have been meant by a folded word: itself as the beginning of a word, and each one typing error away. */
export function misspellingsOf(word: string): {
  /** Whole words. */
  readonly whole: readonly string[];
  /** Beginnings of words. */
  readonly beginnings: readonly string[];
} {
  const places = Array.from({ length: word.length }, (_, at) => at);
  const letters = new Set([...LETTERS, ...word]);
  const edits = places.flatMap((at) => {
    const [before, after] = [word.slice(0, at), word.slice(at + 1)];
    return [
      before + after,
      before + word.charAt(at + 1) + word.charAt(at) + after.slice(1),
      ...[...letters].flatMap((letter) => [before + letter + after, before + letter + word.slice(at)]),
    ];
  });
  const near = [...new Set(edits)].filter((edit) => edit.length > 1);
  return word.length < BEGINNING_FROM
    ? { whole: [...near, ...[...letters].map((letter) => word + letter)], beginnings: [word] }
    : { whole: [], beginnings: [word, ...near] };
}
