/** What a file is by its first bytes. Carriers and senders mislabel files too often to trust a media type. */
type FileKind = 'pdf' | 'jpeg' | 'png' | 'other';

/** Types a browser may open by itself; anything else could be a page with scripts and is only ever downloaded. */
const MEDIA_TYPES: Record<FileKind, string> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  other: 'application/octet-stream',
};

/** The PDF header may follow up to 1024 bytes of something else (ISO 32000-1, Annex H, note 13). */
const PDF_HEADER_WITHIN = 1024;

export function detectFileKind(bytes: Uint8Array): FileKind {
  const startsWith = (...signature: number[]) => signature.every((byte, index) => bytes[index] === byte);
  if (startsWith(0xff, 0xd8, 0xff)) {
    return 'jpeg';
  }
  if (startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) {
    return 'png';
  }
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, PDF_HEADER_WITHIN));
  return head.includes('%PDF-') ? 'pdf' : 'other';
}

export function mediaTypeOf(kind: FileKind): string {
  return MEDIA_TYPES[kind];
}
