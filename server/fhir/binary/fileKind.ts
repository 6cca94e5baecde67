/** Types that are handed out as what they are. A browser shows each without running anything in it. */
const SIGNATURES: readonly { readonly type: string; readonly bytes: readonly number[] }[] = [
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/tiff', bytes: [0x49, 0x49, 0x2a, 0x00] },
  { type: 'image/tiff', bytes: [0x4d, 0x4d, 0x00, 0x2a] },
];

/** Bytes from the start of a file that `fileKind` looks at: readers accept a PDF header anywhere in them. */
export const HEAD_BYTES = 1024;

/**
 * The type of a file by its magic bytes, whatever its sender called it; undefined for everything that is not
 * shown in place (HTML and SVG above all, which could run scripts with the app's rights).
 */
export function fileKind(head: Buffer): string | undefined {
  const found = SIGNATURES.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte));
  return found?.type ?? (head.includes('%PDF-') ? 'application/pdf' : undefined);
}
