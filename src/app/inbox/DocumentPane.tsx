import { type ReactNode, type Ref, useMemo } from 'react';
import { type DocumentState, useDocumentSource } from '../../data/faxes/useDocumentSource.ts';
import type { FaxRow } from '../../domain/fax/fax.ts';
import { formatWho } from '../../domain/fax/faxWords.ts';
import { LazyDocumentViewer } from '../../features/viewer/LazyDocumentViewer.tsx';
import type { ViewerHandle } from '../../features/viewer/viewerCommands.ts';
import type { DocumentViewerProps } from '../../features/viewer/viewerTypes.ts';
import { viewerSource } from './viewerSource.ts';

interface DocumentPaneProps {
  readonly row: FaxRow;
  readonly zen: boolean;
  readonly onZenChange: (zen: boolean) => void;
  /** The first page is on screen, or the words that stand in its place. */
  readonly onShown: (faxId: string) => void;
  readonly actions: ReactNode;
  readonly ref: Ref<ViewerHandle>;
}

/** The document of the fax that is open. */
export function DocumentPane({ row, onShown, ...viewer }: DocumentPaneProps) {
  const state = useDocumentSource(row);
  const document = useMemo(() => documentOf(row, state), [row, state]);
  return (
    <LazyDocumentViewer
      {...viewer}
      faxId={row.id}
      title={row.kind === 'fax' ? formatWho(row) : 'Fax that cannot be read'}
      document={document}
      onFirstPageShown={onShown}
    />
  );
}

const UNREADABLE =
  'The server holds this fax in a form Faxwell does not know, so its document cannot be found. Nothing of it is lost.';

function documentOf(row: FaxRow, state: DocumentState): DocumentViewerProps['document'] {
  switch (state.kind) {
    case 'source':
      return viewerSource(row, state.source);
    case 'problem':
      return {
        problem: state.problem,
        ...(state.original && { original: viewerSource(row, state.original) }),
      };
    case 'none':
      return { problem: UNREADABLE };
  }
}
