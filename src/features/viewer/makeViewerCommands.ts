import { notifications } from '@mantine/notifications';
import { downloadDocument, openDocumentInTab, printDocument } from './documents/exportDocument.ts';
import type { Find } from './find/useFind.ts';
import type { Rotation, Zoom } from './layout/pageLayout.ts';
import { stepZoom, turn } from './layout/zoom.ts';
import type { Pages } from './pages/usePages.ts';
import type { ViewerHandle } from './viewerCommands.ts';
import type { DocumentSource } from './viewerTypes.ts';

interface CommandContext {
  /** What is downloaded, opened and printed. */
  readonly file: DocumentSource | undefined;
  readonly hasPages: boolean;
  readonly pages: Pages;
  readonly find: Find;
  readonly setZoom: (zoom: Zoom) => void;
  readonly rotation: Rotation;
  readonly setRotation: (rotation: Rotation) => void;
  readonly toggleZen: () => void;
}

/** What each command does to the document on screen; without one, nothing. */
export function makeViewerCommands(context: CommandContext): ViewerHandle {
  const { file, hasPages, pages, find, setZoom, rotation, setRotation, toggleZen } = context;
  const onPages = (act: () => void) => () => {
    if (hasPages) {
      act();
    }
  };
  const onFile = (what: string, act: (source: DocumentSource) => Promise<void>) => () => {
    if (file) {
      act(file).catch(() => reportFailure(what));
    }
  };
  return {
    pageOnScreen: () => (hasPages ? pages.current + 1 : undefined),
    nextPage: onPages(() => pages.goTo(pages.current + 1)),
    previousPage: onPages(() => pages.goTo(pages.current - 1)),
    firstPage: onPages(() => pages.goTo(0)),
    lastPage: onPages(() => pages.goTo(pages.shapes.length - 1)),
    zoomIn: onPages(() => setZoom(stepZoom(pages.scale, 'in'))),
    zoomOut: onPages(() => setZoom(stepZoom(pages.scale, 'out'))),
    fit: onPages(() => setZoom({ mode: 'width' })),
    rotateRight: onPages(() => setRotation(turn(rotation, 'right'))),
    rotateLeft: onPages(() => setRotation(turn(rotation, 'left'))),
    toggleAlone: toggleZen,
    find: onPages(find.open),
    print: onFile('printed', printDocument),
    download: onFile('downloaded', downloadDocument),
    openInTab: onFile('opened', openDocumentInTab),
  };
}

function reportFailure(what: string): void {
  notifications.show({
    color: 'red',
    title: `The document could not be ${what}`,
    message: 'It could not be loaded from the server. Nothing is lost; try again in a moment.',
  });
}
