import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { ShownDocument } from '../documents/documentEntry.ts';
import { useStateFor } from '../pages/useStateFor.ts';
import { findInPage, foldQuery, hasText, type PageText, type TextMatch } from './findText.ts';

/** `reading`: pages are still being read, more may be found. */
type FindStatus = 'idle' | 'reading' | 'no text' | 'nothing found' | 'found';

export type Find = ReturnType<typeof useFind>;

interface ReadText {
  readonly pages: readonly PageText[];
  readonly done: boolean;
}

const UNREAD: ReadText = { pages: [], done: false };
const BATCH = 10;
const NO_QUERY = { text: '', fromPage: 1 };
const UNMOVED: number | undefined = undefined;
const NO_MATCHES: readonly TextMatch[] = [];

/** Searching in the text of a document. Its pages are read when the find bar is first opened. */
export function useFind(document: ShownDocument | undefined, key: string) {
  const [{ isOpen, asked }, setOpen] = useState({ isOpen: false, asked: 0 });
  const [{ text: query, fromPage }, setQuery] = useStateFor(key, NO_QUERY);
  const { pages, done } = useText(document, key, isOpen);
  const searched = useDeferredValue(isOpen ? query : '');
  const byPage = useMemo(
    () => pages.map((pieces, index) => findInPage(index + 1, pieces, searched)),
    [pages, searched],
  );
  const matches = useMemo(() => byPage.flat(), [byPage]);
  const [at, setAt] = useStateFor(`${key} ${searched}`, UNMOVED);
  const nearest = Math.max(
    0,
    matches.findIndex((match) => match.page >= fromPage),
  );
  const position = Math.min(at ?? nearest, Math.max(0, matches.length - 1));
  // Set by what the reader does, taken by the page that has the match: a page that merely comes back on screen
  // must not pull the reader to it.
  const jump = useRef(false);
  const step = (by: number) => {
    jump.current = true;
    setAt((position + by + matches.length) % Math.max(1, matches.length));
  };
  return {
    isOpen,
    /** How often finding was asked for; each time the field takes the focus. */
    asked,
    open: () => setOpen((now) => ({ isOpen: true, asked: now.asked + 1 })),
    close: () => setOpen((now) => ({ ...now, isOpen: false })),
    query,
    /** Searches from a page (from 1) on, and from the start after the end. */
    search: (text: string, page: number) => {
      jump.current = true;
      setQuery({ text, fromPage: page });
    },
    count: matches.length,
    /** What was found on a page (from 1); the same array until the search changes. */
    onPage: (page: number) => byPage[page - 1] ?? NO_MATCHES,
    /** Index from 0 of the match the reader is at. */
    position,
    current: matches[position],
    status: statusOf(pages, done, searched, matches.length),
    next: () => step(1),
    previous: () => step(-1),
    /** True once after the reader asked for a match that is to be scrolled to. */
    takeJump: useCallback(() => {
      const wanted = jump.current;
      jump.current = false;
      return wanted;
    }, []),
    isJumping: useCallback(() => jump.current, []),
  };
}

function statusOf(pages: readonly PageText[], done: boolean, query: string, found: number): FindStatus {
  if (done && !pages.some(hasText)) {
    return 'no text';
  }
  if (foldQuery(query) === '') {
    return 'idle';
  }
  if (found > 0) {
    return 'found';
  }
  return done ? 'nothing found' : 'reading';
}

function useText(document: ShownDocument | undefined, key: string, wanted: boolean): ReadText {
  const [text, setText] = useStateFor(key, UNREAD);
  const needed = wanted && !text.done;
  useEffect(() => {
    if (!document || !needed) {
      return;
    }
    let current = true;
    const read = async () => {
      const pages: PageText[] = [];
      for (let page = 1; page <= document.pageCount && current; page++) {
        // A page that cannot be read has no text to find; painting it says what is wrong.
        pages.push(await document.text(page).catch(() => []));
        if (current && (page % BATCH === 0 || page === document.pageCount)) {
          setText({ pages: [...pages], done: page === document.pageCount });
        }
      }
    };
    void read();
    return () => {
      current = false;
    };
  }, [document, needed, setText]);
  return text;
}
