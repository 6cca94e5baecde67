import { type ReactNode, type Ref, useEffect } from 'react';
import { useShortcuts } from '../../components/shortcuts/ShortcutProvider.tsx';
import type { DocumentSource as StoredDocument } from '../../data/faxes/useDocumentSource.ts';
import { useDocumentSource } from '../../data/faxes/useDocumentSource.ts';
import type { Fax, FaxRow } from '../../domain/fax/fax.ts';
import { formatNumber } from '../../domain/phone/phone.ts';
import { LazyDocumentViewer } from '../../features/viewer/LazyDocumentViewer.tsx';
import type { ViewerHandle } from '../../features/viewer/viewerCommands.ts';
import type { DocumentSource, DocumentViewerProps } from '../../features/viewer/viewerTypes.ts';

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
  const { lettersOn } = useShortcuts();
  const state = useDocumentSource(row);
  const document: DocumentViewerProps['document'] =
    state.kind === 'source'
      ? viewerSource(row, state.source)
      : { problem: state.kind === 'problem' ? state.problem : UNREADABLE };
  const isInWords = 'problem' in document;
  useEffect(() => {
    if (isInWords) {
      onShown(row.id);
    }
  }, [isInWords, onShown, row.id]);
  return (
    <LazyDocumentViewer
      {...viewer}
      faxId={row.id}
      title={row.kind === 'fax' ? formatSender(row) : 'Fax that cannot be read'}
      document={document}
      showKeys={lettersOn}
      onFirstPageShown={onShown}
    />
  );
}

const UNREADABLE =
  'The server holds this fax in a form Faxwell does not know, so its document cannot be found. Nothing of it is lost.';

/** A file name without anything of the fax's content: it ends up in a folder of downloads. */
export function viewerSource(row: FaxRow, source: StoredDocument): DocumentSource {
  return { key: source.key, fileName: `fax-${row.id}.pdf`, load: source.load };
}

function formatSender(fax: Fax): string {
  return fax.senderName || formatNumber(fax.originatingNumber) || 'Withheld number';
}
