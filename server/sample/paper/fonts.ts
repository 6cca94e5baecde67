import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { GlobalFonts } from './canvas.ts';

/** Families as the type-setter names them, and the packages they come from. System fonts are never used. */
const FAMILIES = {
  Serif: { package: '@fontsource/source-serif-4', weights: [400, 700] },
  Sans: { package: '@fontsource/source-sans-3', weights: [400, 700] },
  Typewriter: { package: '@fontsource/courier-prime', weights: [400, 700] },
  Handwriting: { package: '@fontsource/caveat', weights: [400] },
} as const;

export type Family = keyof typeof FAMILIES;

/** The packages split each font by alphabet; these two cover the names of the sample clinic. */
const SUBSETS = ['latin', 'latin-ext'] as const;

let registered = false;

/** Makes the fonts known to the canvas, once for the process. */
export function registerFonts(): void {
  if (registered) return;
  registered = true;
  const { resolve } = createRequire(import.meta.url);
  for (const [family, { package: name, weights }] of Object.entries(FAMILIES)) {
    const folder = join(dirname(resolve(`${name}/package.json`)), 'files');
    for (const weight of weights) {
      for (const subset of SUBSETS) {
        const file = `${name.split('/')[1]}-${subset}-${weight}-normal.woff2`;
        GlobalFonts.registerFromPath(join(folder, file), alias(family, weight, subset));
      }
    }
  }
}

/** A font for the canvas: `size` in points. Letters missing in one subset come from the other. */
export function fontOf(family: Family, size: number, bold = false): string {
  const weight = bold ? 700 : 400;
  return `${size}px ${SUBSETS.map((subset) => `"${alias(family, weight, subset)}"`).join(', ')}`;
}

/** A name for each file, because the canvas does not merge files under one. */
function alias(family: string, weight: number, subset: string): string {
  return `Faxwell ${family} ${weight} ${subset}`;
}
