import type { KeyboardEvent, ReactNode } from 'react';
import type { ShownDocument } from '../documents/documentEntry.ts';
import type { Find } from '../find/useFind.ts';
import type { Rotation } from '../layout/pageLayout.ts';
import type { ViewerHandle } from '../viewerCommands.ts';
import { FaxPage } from './FaxPage.tsx';
import classes from './PageColumn.module.css';
import type { Pages } from './usePages.ts';

/** What the focused pane answers itself, so that paging works without any shortcut; arrows and space scroll by nature. */
const PANE_KEYS: Readonly<Record<string, keyof ViewerHandle>> = {
  PageDown: 'nextPage',
  PageUp: 'previousPage',
  Home: 'firstPage',
  End: 'lastPage',
};

interface PageColumnProps {
  readonly title: string;
  /** Undefined while there is nothing to show; then `children` say why. */
  readonly document: ShownDocument | undefined;
  readonly documentKey: string;
  readonly pages: Pages;
  readonly rotation: Rotation;
  readonly find: Find;
  readonly commands: ViewerHandle;
  readonly children?: ReactNode;
}

/** The scrolled column of pages. Only the pages that show and one on either side exist. */
export function PageColumn({
  title,
  document,
  documentKey,
  pages,
  rotation,
  find,
  commands,
  children,
}: PageColumnProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    const command = PANE_KEYS[event.key];
    if (command && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      event.stopPropagation();
      commands[command]();
    }
  };
  return (
    <section
      ref={pages.setScroller}
      className={classes.scroller}
      aria-label={`Pages of the fax from ${title}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled area must be reachable to be scrolled by keyboard
      tabIndex={0}
      onScroll={pages.onScroll}
      onKeyDown={onKeyDown}
    >
      {document ? (
        <div className={classes.content} style={{ width: pages.layout.width, height: pages.layout.height }}>
          {mountedPages(pages).map(({ page, box, shape }) => (
            <FaxPage
              key={`${documentKey} ${page}`}
              {...{ title, document, page, box, shape, pages, rotation, find }}
            />
          ))}
        </div>
      ) : (
        children
      )}
    </section>
  );
}

function mountedPages({ first, last, layout, shapes }: Pages) {
  const from = Math.max(0, first - 1);
  return layout.boxes.slice(from, last + 2).flatMap((box, offset) => {
    const shape = shapes[from + offset];
    return shape ? [{ page: from + offset + 1, box, shape }] : [];
  });
}
