import type { StoredDocument } from '../../data/faxes/useDocumentSource.ts';
import type { FaxRow } from '../../domain/fax/fax.ts';
import type { DocumentSource } from '../../features/viewer/viewerTypes.ts';

const FILE_ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/tiff': 'tif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
};

/** The file name has nothing of the fax's content: it ends up in a folder of downloads. */
export function viewerSource(row: FaxRow, source: StoredDocument): DocumentSource {
  const ending = FILE_ENDINGS[source.contentType ?? 'application/pdf'] ?? 'bin';
  return { key: source.key, fileName: `fax-${row.id}.${ending}`, load: source.load };
}
