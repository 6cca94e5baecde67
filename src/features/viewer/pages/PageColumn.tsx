import type { KeyboardEvent, ReactNode } from 'react';
import type { ShownDocument } from '../documents/documentEntry.ts';
import type { Find } from '../find/useFind.ts';
import type { Rotation } from '../layout/pageLayout.ts';
import { turned } from '../layout/pageLayout.ts';
import { pixelWidth } from '../layout/zoom.ts';
import type { ViewerHandle } from '../viewerCommands.ts';
import pageClasses from './Page.module.css';
import { PageCanvas, pagePriority } from './PageCanvas.tsx';
import classes from './PageColumn.module.css';
import { PageText } from './PageText.tsx';
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
          {mountedPages(pages).map((index) => (
            <Page key={`${documentKey} ${index}`} {...{ title, document, index, pages, rotation, find }} />
          ))}
        </div>
      ) : (
        children
      )}
    </section>
  );
}

function mountedPages({ first, last, layout }: Pages): number[] {
  const from = Math.max(0, first - 1);
  const to = Math.min(layout.boxes.length - 1, last + 1);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, offset) => from + offset);
}

interface PageProps {
  readonly title: string;
  readonly document: ShownDocument;
  readonly index: number;
  readonly pages: Pages;
  readonly rotation: Rotation;
  readonly find: Find;
}

function Page({ title, document, index, pages, rotation, find }: PageProps) {
  const box = pages.layout.boxes[index];
  const size = pages.sizes[index];
  if (!box || !size) {
    return null;
  }
  const page = index + 1;
  return (
    <div className={pageClasses.paper} style={box}>
      <PageCanvas
        document={document}
        page={page}
        pixelWidth={pixelWidth(box, pages.devicePixelRatio)}
        rotation={rotation}
        priority={pagePriority(index, pages.first, pages.last)}
        label={`Page ${page} of ${document.pageCount}, fax from ${title}`}
        onPainted={pages.notePainted}
      />
      {pages.painted.has(page) && (
        <PageText
          document={document}
          page={page}
          scale={box.width / turned(size, rotation).width}
          rotation={rotation}
          matches={find.onPage(page)}
          currentMatch={find.current?.page === page ? find.current : undefined}
          takeJump={find.takeJump}
        />
      )}
    </div>
  );
}
