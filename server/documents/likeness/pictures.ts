import type { Picture } from './inkMap.ts';

/** A picture as pdf.js hands it out. A stencil has no kind; its zeros are painted. */
interface DecodedPicture {
  readonly width: number;
  readonly height: number;
  /** `ImageKind` of pdf.js: 1 one bit a pixel, 2 three bytes, 3 four. */
  readonly kind?: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** Darker than this is ink, from 0 to 255. */
const INK_BELOW = 128;

/** The black pixels of a picture; `undefined` for a form of picture nobody knows. */
export function readPicture(decoded: unknown): Picture | undefined {
  if (!isDecoded(decoded)) return undefined;
  const { width, height, kind = 1 } = decoded;
  if (kind === 1) return { width, height, eachInk: (ink) => eachZero(decoded, ink) };
  const samples = { 2: 3, 3: 4 }[kind];
  return samples === undefined
    ? undefined
    : { width, height, eachInk: (ink) => eachDark(decoded, samples, ink) };
}

function isDecoded(value: unknown): value is DecodedPicture {
  return (
    typeof value === 'object' &&
    value !== null &&
    'data' in value &&
    (value.data instanceof Uint8Array || value.data instanceof Uint8ClampedArray) &&
    'width' in value &&
    'height' in value
  );
}

function eachZero({ width, height, data }: DecodedPicture, ink: (x: number, y: number) => void): void {
  const stride = (width + 7) >> 3;
  for (let y = 0; y < height; y++) {
    for (let at = 0; at < stride; at++) {
      const byte = data[y * stride + at] ?? 0xff;
      if (byte === 0xff) continue;
      const last = Math.min(8, width - at * 8);
      for (let bit = 0; bit < last; bit++) if (!(byte & (0x80 >> bit))) ink(at * 8 + bit, y);
    }
  }
}

function eachDark(
  { width, height, data }: DecodedPicture,
  samples: number,
  ink: (x: number, y: number) => void,
): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * samples;
      const [red, green, blue] = [data[at] ?? 255, data[at + 1] ?? 255, data[at + 2] ?? 255];
      if (0.3 * red + 0.6 * green + 0.1 * blue < INK_BELOW) ink(x, y);
    }
  }
}
