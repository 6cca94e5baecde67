/**
 * The files pdf.js reads when a document needs them: decoders (JBIG2, CCITT and JPEG 2000 are WebAssembly),
 * fonts that a document names without bringing them, and character maps for East Asian text.
 * The glob makes them assets of the build, under hashed names on the app's own origin. pdf.js would rather be
 * given the folder of a CDN, which the content security policy rightly refuses.
 */
const urls = import.meta.glob<string>(
  [
    '/node_modules/pdfjs-dist/wasm/{jbig2,openjpeg}.wasm',
    '/node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}',
    '/node_modules/pdfjs-dist/cmaps/*.bcmap',
  ],
  { query: '?url&no-inline', import: 'default', eager: true, exhaustive: true },
);

const urlOf = new Map(
  Object.entries(urls).map(([path, url]) => [path.slice(path.lastIndexOf('/') + 1), url]),
);

/** The decoder of nearly every scanned fax: fetched before the first document asks for it. */
const SCAN_DECODER = 'jbig2.wasm';

/** Answers pdf.js's worker; the shape is pdf.js's `BinaryDataFactory`. */
export class PdfAssets {
  async fetch({ filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    return fetchAsset(filename);
  }
}

/** Puts the decoder of scans into the browser's cache. Failing here costs nothing: it is fetched again when needed. */
export async function warmUpAssets(): Promise<void> {
  await fetchAsset(SCAN_DECODER).catch(() => undefined);
}

async function fetchAsset(filename: string): Promise<Uint8Array> {
  const url = urlOf.get(filename);
  if (url === undefined) {
    throw new Error(`pdf.js asked for an unknown file: ${filename}`);
  }
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`${filename}: ${response.status}`);
  }
  return new Uint8Array(await response.arrayBuffer());
}
