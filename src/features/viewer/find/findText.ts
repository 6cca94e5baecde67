/** A page's text in reading order, as the pieces the file is made of. */
export type PageText = readonly TextPiece[];

interface TextPiece {
  readonly text: string;
  /** A line ends after this piece. */
  readonly endsLine: boolean;
}

/** A place between two characters of a page: before character `offset` (UTF-16) of piece `piece`. */
interface TextPoint {
  readonly piece: number;
  readonly offset: number;
}

export interface TextMatch {
  /** From 1. */
  readonly page: number;
  readonly start: TextPoint;
  readonly end: TextPoint;
}

interface FoldedText {
  readonly text: string;
  /** For each character of `text`, where it comes from. */
  readonly from: readonly { readonly start: TextPoint; readonly end: TextPoint }[];
}

/** Letters without case and accents; every run of white space is one space. */
function foldCharacter(character: string): string {
  return /\s/u.test(character) ? ' ' : character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function foldPage(pieces: PageText): FoldedText {
  let text = '';
  const from: { start: TextPoint; end: TextPoint }[] = [];
  const add = (folded: string, start: TextPoint, end: TextPoint) => {
    for (const character of folded) {
      if (character === ' ' && (text === '' || text.endsWith(' '))) {
        continue;
      }
      text += character;
      for (let unit = 0; unit < character.length; unit++) {
        from.push({ start, end });
      }
    }
  };
  pieces.forEach(({ text: piece, endsLine }, index) => {
    let offset = 0;
    for (const character of piece) {
      const next = offset + character.length;
      add(foldCharacter(character), { piece: index, offset }, { piece: index, offset: next });
      offset = next;
    }
    if (endsLine) {
      add(' ', { piece: index, offset }, { piece: index, offset });
    }
  });
  return { text, from };
}

/** `query` as it is searched for; empty when there is nothing to search. */
export function foldQuery(query: string): string {
  return [...query.trim()].map(foldCharacter).join('').replace(/ +/g, ' ');
}

/** Every place on a page where `query` stands, also across line ends, whatever its case and accents. */
export function findInPage(page: number, pieces: PageText, query: string): TextMatch[] {
  const wanted = foldQuery(query);
  if (wanted === '') {
    return [];
  }
  const { text, from } = foldPage(pieces);
  const matches: TextMatch[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    const first = from[at];
    const last = from[at + wanted.length - 1];
    if (first && last) {
      matches.push({ page, start: first.start, end: last.end });
    }
  }
  return matches;
}

/** True when a page has any letter or digit: a scan often carries empty or blank pieces only. */
export function hasText(pieces: PageText): boolean {
  return pieces.some(({ text }) => /[\p{L}\p{N}]/u.test(text));
}
