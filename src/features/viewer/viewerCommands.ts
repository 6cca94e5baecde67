/**
 * What the viewer can be told to do by the shell's shortcuts and palette. Every function is safe to call at any time;
 * without a document it does nothing.
 */
export interface ViewerHandle {
  /** The page being read, from 1; `undefined` without a document. */
  readonly pageOnScreen: () => number | undefined;
  readonly nextPage: () => void;
  readonly previousPage: () => void;
  readonly firstPage: () => void;
  readonly lastPage: () => void;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly fit: () => void;
  readonly rotateRight: () => void;
  readonly rotateLeft: () => void;
  readonly toggleAlone: () => void;
  readonly find: () => void;
  readonly print: () => void;
  readonly download: () => void;
  readonly openInTab: () => void;
}
