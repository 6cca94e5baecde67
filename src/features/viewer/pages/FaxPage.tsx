import 'react-pdf/dist/Page/TextLayer.css';
import type { ShownDocument } from '../documents/documentEntry.ts';
import { type PaintPriority, paintPriority } from '../documents/renderQueue.ts';
import type { Find } from '../find/useFind.ts';
import { useMarks } from '../find/useMarks.ts';
import type { PageBox, PageShape, Rotation } from '../layout/pageLayout.ts';
import { pixelWidth } from '../layout/zoom.ts';
import classes from './FaxPage.module.css';
import { PdfPage } from './PdfPage.tsx';
import type { Pages } from './usePages.ts';
import { usePainting } from './usePainting.tsx';

interface FaxPageProps {
  readonly title: string;
  readonly document: ShownDocument;
  /** From 1. */
  readonly page: number;
  readonly box: PageBox;
  readonly shape: PageShape;
  readonly pages: Pages;
  readonly rotation: Rotation;
  readonly find: Find;
}

/** One sheet: its picture, over it its text (to select, to hear and to mark what was found). A scan has none. */
export function FaxPage({ title, document, page, box, shape, pages, rotation, find }: FaxPageProps) {
  const { draw, isDamaged } = usePainting({
    document,
    page,
    pixelWidth: pixelWidth(box, pages.devicePixelRatio),
    rotation,
    priority: priorityOf(page - 1, pages),
    label: `Page ${page} of ${document.pageCount}, fax from ${title}`,
    onPainted: pages.notePainted,
  });
  const matches = find.onPage(page);
  const text = useMarks(matches, find.current ? matches.indexOf(find.current) : -1, find.takeJump);
  return (
    <div className={classes.paper} style={box}>
      <PdfPage
        className={classes.page ?? null}
        {...{ document, page, shape, rotation, draw }}
        {...text}
        width={box.width}
        renderTextLayer={pages.painted.has(page)}
      />
      {isDamaged && <p className={classes.damaged}>This page is damaged and cannot be shown.</p>}
    </div>
  );
}

/** A page on screen goes before the ones just above and below it. */
function priorityOf(index: number, { first, last }: Pages): PaintPriority {
  return index >= first && index <= last ? paintPriority.visible : paintPriority.near;
}
