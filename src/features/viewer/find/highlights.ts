import type { TextMatch, TextPoint } from './findText.ts';

// The CSS Custom Highlight API marks text without touching the DOM that pdf.js laid out; the colours are in Page.module.css.
const FOUND = 'faxwell-found';
const CURRENT = 'faxwell-found-current';

/**
 * Marks matches in a page's laid-out text.
 * @param pieces one element per piece of the page's text
 * @returns takes the marks away
 */
export function markMatches(
  pieces: readonly HTMLElement[],
  matches: readonly TextMatch[],
  current: TextMatch | undefined,
): () => void {
  const marks = matches.flatMap((match) => {
    const range = rangeOf(pieces, match);
    return range ? [{ range, name: match === current ? CURRENT : FOUND }] : [];
  });
  for (const { range, name } of marks) {
    highlight(name)?.add(range);
  }
  return () => {
    for (const { range, name } of marks) {
      highlight(name)?.delete(range);
    }
  };
}

function highlight(name: string): Highlight | undefined {
  // Absent in browsers before 2025: then what is found is scrolled to but not coloured.
  if (!('highlights' in CSS)) {
    return undefined;
  }
  const known = CSS.highlights.get(name);
  if (known) {
    return known;
  }
  const made = new Highlight();
  made.priority = name === CURRENT ? 1 : 0;
  CSS.highlights.set(name, made);
  return made;
}

function rangeOf(pieces: readonly HTMLElement[], match: TextMatch): Range | undefined {
  const start = boundary(pieces, match.start);
  const end = boundary(pieces, match.end);
  if (!start || !end) {
    return undefined;
  }
  const range = document.createRange();
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return range;
}

function boundary(
  pieces: readonly HTMLElement[],
  point: TextPoint,
): { node: Node; offset: number } | undefined {
  const node = pieces[point.piece]?.firstChild;
  return node ? { node, offset: Math.min(point.offset, node.textContent?.length ?? 0) } : undefined;
}
