import { VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useDeferredValue, useImperativeHandle, useState } from 'react';
import { PaneBoundary } from '../../components/PaneBoundary.tsx';
import classes from './DocumentViewer.module.css';
import { documents } from './documents/documentCache.ts';
import type { Opening } from './documents/documentEntry.ts';
import { useOpenDocument } from './documents/useOpenDocument.ts';
import { FindBar } from './find/FindBar.tsx';
import { useFind } from './find/useFind.ts';
import type { Rotation, Zoom } from './layout/pageLayout.ts';
import { hasRoomForThumbnails, THUMBNAILS_WIDTH } from './layout/paneView.ts';
import { makeViewerCommands } from './makeViewerCommands.ts';
import { PageColumn } from './pages/PageColumn.tsx';
import { usePages } from './pages/usePages.ts';
import { useViewport } from './pages/useViewport.ts';
import { Thumbnails } from './toolbar/Thumbnails.tsx';
import { ViewerToolbar } from './toolbar/ViewerToolbar.tsx';
import { useJumpToMatch, useReading } from './useReading.ts';
import { LoadingMessage, ProblemMessage } from './ViewerMessage.tsx';
import type { DocumentInWords, DocumentSource, DocumentViewerProps } from './viewerTypes.ts';

/** Changes of page are said aloud when the reader has stopped scrolling. */
const ANNOUNCE_AFTER_MS = 500;

/**
 * The document of one fax, with its toolbar. Zoom and thumbnails stay as they are from fax to fax; page, search
 * and what was painted belong to one fax; a turn is remembered for each document while the viewer is mounted.
 */
export function DocumentViewer(props: DocumentViewerProps) {
  const { faxId, title, zen, onZenChange, actions, ref } = props;
  const inWords = inWordsOf(props.document);
  const source = sourceOf(props.document);
  const file = source ?? inWords?.original;
  const key = `${faxId} ${source?.key ?? ''}`;
  const opening = useOpenDocument(source);
  const document = opening.state === 'open' ? opening.document : undefined;
  const severalPages = document !== undefined && document.pageCount > 1;

  const [zoom, setZoom] = useState<Zoom>({ mode: 'width' });
  const [rotations, setRotations] = useState<ReadonlyMap<string, Rotation>>(new Map());
  const rotation = rotations.get(key) ?? 0;
  const [body, setBody] = useState<HTMLElement | null>(null);
  const [wanted, setWanted] = useState<boolean>();
  const bodyWidth = useViewport(body, key)?.width ?? 0;
  const withThumbnails = wanted ?? hasRoomForThumbnails(bodyWidth);
  const thumbnailsWidth = withThumbnails ? THUMBNAILS_WIDTH : 0;
  const pages = usePages({ document, key, zoom, rotation, thumbnailsWidth });
  const find = useFind(document, key);
  const commands = makeViewerCommands({
    file,
    hasPages: document !== undefined,
    pages,
    find,
    setZoom,
    rotation,
    setRotation: (next) => setRotations((all) => new Map(all).set(key, next)),
    toggleZen: () => onZenChange(!zen),
  });
  useImperativeHandle(ref, () => commands);
  useJumpToMatch(find, pages);

  const status = document ? `page ${pages.current + 1} of ${document.pageCount}` : '';
  const problem = problemOf(inWords, opening);
  useReading(props, key, pages, problem?.canRetry === false);
  const toggleThumbnails = { shown: withThumbnails, toggle: () => setWanted(!withThumbnails) };
  // The page first: its buttons follow in their own time.
  const toolbar = useDeferredValue(
    <ViewerToolbar
      {...{ title, zoom, commands, zen, actions }}
      pageStatus={status}
      onZoomChange={setZoom}
      hasPages={document !== undefined}
      hasFile={file !== undefined}
      thumbnails={severalPages ? toggleThumbnails : undefined}
    />,
  );
  return (
    <section className={classes.viewer} aria-label={`Fax from ${title}`}>
      {toolbar}
      {find.isOpen && <FindBar find={find} currentPage={pages.current + 1} />}
      <PaneBoundary name="The document" resetKey={key}>
        <div ref={setBody} className={classes.body}>
          {severalPages && withThumbnails && <Thumbnails key={key} {...{ document, pages, rotation }} />}
          <PageColumn {...{ title, document, pages, rotation, find, commands }} documentKey={key}>
            {problem ? (
              <ProblemMessage
                message={problem.message}
                onRetry={problem.canRetry && source ? () => documents.retry(source) : undefined}
                onDownload={file && !problem.canRetry ? commands.download : undefined}
              />
            ) : (
              <LoadingMessage title={title} />
            )}
          </PageColumn>
        </div>
      </PaneBoundary>
      <Announcement text={problem ? '' : status || 'Loading the document'} />
    </section>
  );
}

function sourceOf(document: DocumentViewerProps['document']): DocumentSource | undefined {
  return typeof document === 'object' && 'key' in document ? document : undefined;
}

function inWordsOf(document: DocumentViewerProps['document']): DocumentInWords | undefined {
  return typeof document === 'object' && 'problem' in document ? document : undefined;
}

function problemOf(
  inWords: DocumentInWords | undefined,
  opening: Opening,
): { message: string; canRetry: boolean } | undefined {
  if (inWords) {
    return { message: inWords.problem, canRetry: false };
  }
  if (opening.state !== 'failed') {
    return undefined;
  }
  return { message: opening.problem.message, canRetry: opening.problem.kind === 'unavailable' };
}

function Announcement({ text }: { readonly text: string }) {
  const [announced] = useDebouncedValue(text, ANNOUNCE_AFTER_MS);
  return <VisuallyHidden role="status">{announced}</VisuallyHidden>;
}
