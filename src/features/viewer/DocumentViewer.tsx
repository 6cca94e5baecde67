import { VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useEffectEvent, useImperativeHandle, useRef, useState } from 'react';
import classes from './DocumentViewer.module.css';
import { documents, type Opening } from './documents/documentCache.ts';
import { useOpenDocument } from './documents/useOpenDocument.ts';
import { FindBar } from './find/FindBar.tsx';
import { useFind } from './find/useFind.ts';
import type { Rotation, Zoom } from './layout/pageLayout.ts';
import { makeViewerCommands } from './makeViewerCommands.ts';
import { PageColumn } from './pages/PageColumn.tsx';
import { type Pages, usePages } from './pages/usePages.ts';
import { THUMBNAILS_WIDTH, Thumbnails } from './toolbar/Thumbnails.tsx';
import { ViewerToolbar } from './toolbar/ViewerToolbar.tsx';
import { ViewerBoundary } from './ViewerBoundary.tsx';
import { LoadingMessage, ProblemMessage } from './ViewerMessage.tsx';
import type { DocumentSource, DocumentViewerProps } from './viewerTypes.ts';

/** Changes of page are said aloud when the reader has stopped scrolling. */
const ANNOUNCE_AFTER_MS = 500;

/**
 * The document of one fax, with its toolbar. Zoom and thumbnails stay as they are from fax to fax; page, search
 * and what was painted belong to one fax; a turn is remembered for each document while the viewer is mounted.
 */
export function DocumentViewer(props: DocumentViewerProps) {
  const { faxId, title, zen, onZenChange, showKeys = true, actions, ref } = props;
  const source = sourceOf(props.document);
  const key = `${faxId} ${source?.key ?? ''}`;
  const opening = useOpenDocument(source);
  const document = opening.state === 'open' ? opening.document : undefined;
  const [zoom, setZoom] = useState<Zoom>({ mode: 'width' });
  const [thumbnailsWanted, setThumbnailsWanted] = useState(true);
  const [rotations, setRotations] = useState<ReadonlyMap<string, Rotation>>(new Map());
  const rotation = rotations.get(key) ?? 0;
  const thumbnailsWidth = thumbnailsWanted ? THUMBNAILS_WIDTH : 0;
  const pages = usePages({ document, key, zoom, rotation, thumbnailsWidth });
  const find = useFind(document, key);
  const commands = makeViewerCommands({
    source,
    hasPages: document !== undefined,
    pages,
    find,
    setZoom,
    rotation,
    setRotation: (next) => setRotations((all) => new Map(all).set(key, next)),
    toggleZen: () => onZenChange(!zen),
  });
  useImperativeHandle(ref, () => commands);
  useReading(props, key, pages);
  useJumpToPage(find, pages);

  const problem = problemOf(props.document, opening);
  const status = document ? `page ${pages.current + 1} of ${document.pageCount}` : '';
  const severalPages = document !== undefined && document.pageCount > 1;
  return (
    <section className={classes.viewer} aria-label={`Fax from ${title}`}>
      <ViewerToolbar
        {...{ title, zoom, commands, zen, showKeys, actions }}
        pageStatus={status}
        onZoomChange={setZoom}
        hasPages={document !== undefined}
        hasFile={source !== undefined}
        thumbnails={
          severalPages
            ? { shown: thumbnailsWanted, toggle: () => setThumbnailsWanted(!thumbnailsWanted) }
            : undefined
        }
      />
      {find.isOpen && document && (
        <FindBar find={find} currentPage={pages.current + 1} onClose={find.close} />
      )}
      <ViewerBoundary
        resetKey={key}
        fallback={
          <ProblemMessage
            message="Something went wrong while drawing this document."
            onDownload={commands.download}
          />
        }
      >
        <div className={classes.body}>
          {severalPages && thumbnailsWanted && <Thumbnails key={key} {...{ document, pages, rotation }} />}
          <PageColumn {...{ title, document, pages, rotation, find, commands }} documentKey={key}>
            {problem ? (
              <ProblemMessage
                message={problem.message}
                onRetry={problem.canRetry && source ? () => documents.retry(source) : undefined}
                onDownload={source && !problem.canRetry ? commands.download : undefined}
              />
            ) : (
              <LoadingMessage />
            )}
          </PageColumn>
        </div>
      </ViewerBoundary>
      <Announcement text={problem ? '' : status || 'Loading the document'} />
    </section>
  );
}

function sourceOf(document: DocumentViewerProps['document']): DocumentSource | undefined {
  return typeof document === 'object' && 'key' in document ? document : undefined;
}

function problemOf(
  document: DocumentViewerProps['document'],
  opening: Opening,
): { message: string; canRetry: boolean } | undefined {
  if (typeof document === 'object' && 'problem' in document) {
    return { message: document.problem, canRetry: false };
  }
  if (opening.state !== 'failed') {
    return undefined;
  }
  return { message: opening.problem.message, canRetry: opening.problem.kind === 'unavailable' };
}

/** Tells the parent what has been on screen. */
function useReading(
  { faxId, onFirstPageShown, onPageSeen }: DocumentViewerProps,
  key: string,
  pages: Pages,
): void {
  const current = pages.current + 1;
  const firstShown = pages.painted.has(1);
  const currentShown = pages.painted.has(current);
  const seen = useRef({ key, pages: new Set<number>() });
  const noteFirst = useEffectEvent(() => onFirstPageShown?.(faxId));
  const notePage = useEffectEvent((page: number) => onPageSeen?.(page));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another fax with the same document is shown anew
  useEffect(() => {
    if (!firstShown) {
      return;
    }
    const frame = requestAnimationFrame(noteFirst);
    return () => cancelAnimationFrame(frame);
  }, [key, firstShown]);
  useEffect(() => {
    if (seen.current.key !== key) {
      seen.current = { key, pages: new Set() };
    }
    if (currentShown && !seen.current.pages.has(current)) {
      seen.current.pages.add(current);
      notePage(current);
    }
  }, [key, current, currentShown]);
}

/** Goes to the page of a match that is asked for; the page then scrolls to the very place. */
function useJumpToPage(find: ReturnType<typeof useFind>, pages: Pages): void {
  const page = find.current?.page;
  const jump = useEffectEvent((to: number) => {
    const isMounted = to - 1 >= pages.first && to - 1 <= pages.last;
    if (find.isJumping() && !isMounted) {
      pages.goTo(to - 1);
    }
  });
  useEffect(() => {
    if (page !== undefined) {
      jump(page);
    }
  }, [page]);
}

function Announcement({ text }: { readonly text: string }) {
  const [announced] = useDebouncedValue(text, ANNOUNCE_AFTER_MS);
  return <VisuallyHidden role="status">{announced}</VisuallyHidden>;
}
