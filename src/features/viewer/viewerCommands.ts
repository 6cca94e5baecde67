/**
 * What the viewer can be told to do, with the words for a menu and the key the shell binds.
 * Keys are `KeyboardEvent.key` values; `mod+` is Ctrl, or ⌘ on a Mac. A command without a key has none.
 */
export const viewerCommands = {
  nextPage: { label: 'Next page', key: 'PageDown' },
  previousPage: { label: 'Previous page', key: 'PageUp' },
  firstPage: { label: 'First page' },
  lastPage: { label: 'Last page' },
  zoomIn: { label: 'Zoom in', key: '+' },
  zoomOut: { label: 'Zoom out', key: '-' },
  fit: { label: 'Fit to width' },
  rotateRight: { label: 'Rotate right', key: '.' },
  rotateLeft: { label: 'Rotate left', key: ',' },
  toggleAlone: { label: 'Document alone', key: 'z' },
  find: { label: 'Find in the document', key: 'mod+f' },
  print: { label: 'Print', key: 'mod+p' },
  download: { label: 'Download the original' },
  openInTab: { label: 'Open in a new tab' },
} as const satisfies Record<string, { label: string; key?: string }>;

export type ViewerCommand = keyof typeof viewerCommands;

/** Every command as a function. All of them are safe to call at any time; without a document they do nothing. */
export type ViewerHandle = Readonly<Record<ViewerCommand, () => void>>;
