import { createRequire } from 'node:module';

// A letter that our fonts lack would come from whatever the machine has, and the page would differ from machine to
// machine. Read when the package is loaded, which is why it is not imported.
process.env.DISABLE_SYSTEM_FONTS_LOAD = '1';

// `require` has no types of its own.
const canvas = createRequire(import.meta.url)('@napi-rs/canvas') as typeof import('@napi-rs/canvas');

/** The drawing surface, without the machine's own fonts. */
export const { createCanvas, GlobalFonts } = canvas;
