import { err, ok, type Result } from '../result.ts';

/**
 * Pages of a fax as people write them, "1-4, 7", and as they are kept, `1-4,7`: ascending, each page once, numbered
 * from 1.
 */

/**
 * The pages somebody typed, ascending; else a sentence that says what is wrong and what to write instead.
 * @param pageCount of the fax; without one no page is too high
 */
export function parsePages(text: string, pageCount: number | undefined): Result<readonly number[], string> {
  const ranges = text.split(/[,;]/).filter((part) => part.trim() !== '');
  if (ranges.length === 0) {
    return err('Write the pages, for example 1-4, 7.');
  }
  const pages: number[] = [];
  for (const range of ranges) {
    const parsed = parseRange(range, pageCount);
    if (!parsed.ok) {
      return parsed;
    }
    const twice = parsed.value.find((page) => pages.includes(page));
    if (twice !== undefined) {
      return err(`Page ${twice} is named twice.`);
    }
    pages.push(...parsed.value);
  }
  return ok(pages.sort((a, b) => a - b));
}

/** More pages than any fax has: a slip of the finger must not make a list of a million. */
const MOST_PAGES = 10_000;

function parseRange(text: string, pageCount: number | undefined): Result<readonly number[], string> {
  const match = /^(\d{1,9})(?:\s*[-–—]\s*(\d{1,9}))?$/.exec(text.trim());
  if (!match) {
    return err(`“${text.trim()}” is no page. Write pages as 1-4, 7.`);
  }
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  if (last < first) {
    return err(`Write ${last}-${first} instead of ${first}-${last}.`);
  }
  if (first === 0) {
    return err('The first page is page 1.');
  }
  const most = pageCount ?? MOST_PAGES;
  if (last > most) {
    return err(`There is no page ${last}: the fax has ${most === 1 ? '1 page' : `${most} pages`}.`);
  }
  return ok(pagesBetween(first, last));
}

function pagesBetween(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** All pages of a fax. */
export function allPages(pageCount: number): readonly number[] {
  return pagesBetween(1, pageCount);
}

/** The pages of what is kept, `1-4,7`; none when it cannot be read, so that nothing is taken for filed by mistake. */
export function pagesIn(kept: string | undefined): readonly number[] {
  const parsed = kept === undefined ? undefined : parsePages(kept, undefined);
  return parsed?.ok ? parsed.value : [];
}

/** Pages as they are kept: `1-4,7`. `pages` ascend. */
export function formatPages(pages: readonly number[]): string {
  return runsOf(pages).join(',');
}

/** Pages in a sentence: `page 7`, `pages 1-4 and 7`. */
export function describePages(pages: readonly number[]): string {
  const runs = runsOf(pages);
  const last = runs.at(-1) ?? '';
  const words = runs.length > 1 ? `${runs.slice(0, -1).join(', ')} and ${last}` : last;
  return `${pages.length === 1 ? 'page' : 'pages'} ${words}`;
}

function runsOf(pages: readonly number[]): string[] {
  const runs: { first: number; last: number }[] = [];
  for (const page of pages) {
    const run = runs.at(-1);
    if (run && page === run.last + 1) {
      run.last = page;
    } else {
      runs.push({ first: page, last: page });
    }
  }
  return runs.map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`));
}
