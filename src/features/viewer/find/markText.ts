import type { TextMatch } from './findText.ts';

/**
 * One piece of a page's text as HTML, with what was found in it marked. A match that runs over several pieces has a
 * mark in each; `data-match` is its index in `matches`.
 * @param piece index of the piece in the page's text
 * @param matches what was found on the page, in reading order
 */
export function markText(text: string, piece: number, matches: readonly TextMatch[]): string {
  let html = '';
  let at = 0;
  for (const [index, { start, end }] of matches.entries()) {
    const from = start.piece < piece ? 0 : start.piece === piece ? start.offset : text.length;
    const to = end.piece > piece ? text.length : end.piece === piece ? end.offset : 0;
    if (from < to) {
      const marked = escapeHtml(text.slice(from, to));
      html += `${escapeHtml(text.slice(at, from))}<mark data-match="${index}">${marked}</mark>`;
      at = to;
    }
  }
  return html + escapeHtml(text.slice(at));
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
