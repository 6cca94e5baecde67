import type { ReactNode, Ref } from 'react';
import type { ViewerHandle } from './viewerCommands.ts';

/** Where a document's bytes come from. The viewer knows no server: whoever mounts it brings this. */
export interface DocumentSource {
  /** Names exactly these bytes, e.g. a Binary's id and version. Opened documents are kept under it. */
  readonly key: string;
  /** Name of the file when it is downloaded, with its extension. */
  readonly fileName: string;
  /**
   * Fetches the whole file. The viewer copies what it needs and never changes the array. It asks again for a
   * download, a print or a retry; what it is shown as is decided by the first bytes, not by a media type.
   * Rejects when the file cannot be had; the reader is then offered to try again.
   */
  load(signal: AbortSignal): Promise<Uint8Array>;
}

/** A document that is known not to be showable, or not to exist. */
export interface DocumentInWords {
  /** Why, in plain words. */
  readonly problem: string;
  /** What arrived, to be downloaded all the same. */
  readonly original?: DocumentSource | undefined;
}

export interface DocumentViewerProps {
  /** The fax on screen. `onFirstPageShown` gives it back, so that a late call cannot be taken for another fax. */
  readonly faxId: string;
  /** Who the fax is from, as the toolbar and a screen reader say it. */
  readonly title: string;
  /** The document, `loading` while it is not known yet, or in one plain sentence why it is not shown. */
  readonly document: DocumentSource | 'loading' | DocumentInWords;
  /** True when the document stands alone and everything else is folded away. The shell does the folding. */
  readonly zen: boolean;
  readonly onZenChange: (zen: boolean) => void;
  /** More buttons for the end of the toolbar. */
  readonly actions?: ReactNode;
  /**
   * The first page has been painted on screen, or the words that stand in its place for good: "opened" and the guard
   * of the filing keys count from here.
   */
  readonly onFirstPageShown?: (faxId: string) => void;
  /** A page (from 1) has been painted and is the one being read. Once for each page of a fax. */
  readonly onPageSeen?: (page: number) => void;
  /** The commands, for the shell's shortcuts and palette. */
  readonly ref?: Ref<ViewerHandle>;
}
