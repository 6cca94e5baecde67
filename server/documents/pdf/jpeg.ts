const MARKER = 0xff;
const START_OF_IMAGE = 0xd8;
const END_OF_IMAGE = 0xd9;

/**
 * Makes a JPEG file of a TIFF strip, whose quantization and Huffman tables may stand apart in the `JPEGTables` field
 * (TIFF Technical Note 2: https://www.awaresystems.be/imaging/tiff/specification/TIFFTechNote2.txt).
 * @returns undefined when the strip is no JPEG
 */
export function joinJpegTables(tables: Uint8Array | undefined, strip: Uint8Array): Uint8Array | undefined {
  if (strip[0] !== MARKER || strip[1] !== START_OF_IMAGE) return undefined;
  if (!tables || tables.length < 4) return strip;
  const endsWithMarker = tables.at(-2) === MARKER && tables.at(-1) === END_OF_IMAGE;
  return Buffer.concat([tables.subarray(0, endsWithMarker ? -2 : undefined), strip.subarray(2)]);
}
