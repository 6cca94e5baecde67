/** A page of a letter as its author wrote it, before it is set in type. */
export interface Page {
  readonly blocks: readonly Block[];
  /** Small print at the foot of the page. */
  readonly footer?: string;
  /** What somebody put onto the paper afterwards. */
  readonly overlays?: readonly Overlay[];
}

/** The typeface of running text, which differs from sender to sender. */
export interface BodyType {
  readonly family: 'Serif' | 'Sans' | 'Typewriter';
  /** In points. */
  readonly size: number;
}

export type TextStyle = 'normal' | 'bold' | 'small' | 'typewriter' | 'handwriting';

export type LetterheadStyle = 'rule' | 'centered' | 'split' | 'band' | 'logo' | 'plain';

/** A cell of a form: what is asked in small type, the answer below it. */
export interface FormCell {
  readonly label: string;
  readonly value?: string;
  /** Share of the row's width; cells without one share what is left. */
  readonly width?: number;
  /** Filled in by hand. */
  readonly byHand?: boolean;
}

export interface CheckItem {
  readonly label: string;
  readonly checked: boolean;
}

export type Block =
  | {
      readonly kind: 'letterhead';
      readonly name: string;
      readonly lines: readonly string[];
      readonly style?: LetterheadStyle;
    }
  | { readonly kind: 'title'; readonly text: string; readonly centered?: boolean }
  /** A heading between two paragraphs, white on black where `reversed`. */
  | { readonly kind: 'heading'; readonly text: string; readonly reversed?: boolean }
  | { readonly kind: 'text'; readonly text: string; readonly style?: TextStyle }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly numbered?: boolean }
  /** Label and value, one below the other, or in two columns. */
  | {
      readonly kind: 'fields';
      readonly rows: readonly (readonly [string, string])[];
      readonly columns?: 1 | 2;
    }
  | { readonly kind: 'form'; readonly rows: readonly (readonly FormCell[])[] }
  /** Rows of cells; the first row is the head. `widths` are shares of the page's width and add up to 1. */
  | {
      readonly kind: 'table';
      readonly widths: readonly number[];
      readonly rows: readonly (readonly string[])[];
      /** Indexes of rows in bold: what is out of range. */
      readonly bold?: readonly number[];
      readonly look?: 'lines' | 'grid' | 'plain';
    }
  | { readonly kind: 'checks'; readonly items: readonly CheckItem[]; readonly columns?: number }
  /** Large words in a box: URGENT. */
  | { readonly kind: 'stamp'; readonly text: string }
  /** A framed paragraph. */
  | { readonly kind: 'box'; readonly text: string; readonly bold?: boolean }
  /** Advertising: very large words, white on black where `reversed`. */
  | { readonly kind: 'banner'; readonly text: string; readonly size: number; readonly reversed?: boolean }
  | { readonly kind: 'signature'; readonly hand: string; readonly name: string; readonly detail?: string }
  /** Lines to be filled in: `Signature ______ Date ______`. */
  | { readonly kind: 'blanks'; readonly labels: readonly string[] }
  | { readonly kind: 'barcode'; readonly value: string }
  /** Twelve leads of an electrocardiogram on its grid; beats each minute. */
  | { readonly kind: 'ecg'; readonly rate: number }
  | { readonly kind: 'rule' }
  /** Empty space, in points. */
  | { readonly kind: 'gap'; readonly height: number };

/** Something laid over the page at `x`, `y` points from the top left, turned by `angle` degrees. */
export interface Overlay {
  readonly kind: 'stamp' | 'note';
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly angle: number;
}

export const text = (words: string, style?: TextStyle): Block => ({
  kind: 'text',
  text: words,
  ...(style && { style }),
});
export const title = (words: string): Block => ({ kind: 'title', text: words });
export const heading = (words: string): Block => ({ kind: 'heading', text: words });
export const bar = (words: string): Block => ({ kind: 'heading', text: words, reversed: true });
export const list = (...items: readonly string[]): Block => ({ kind: 'list', items });
export const numbered = (...items: readonly string[]): Block => ({ kind: 'list', items, numbered: true });
export const gap = (height: number): Block => ({ kind: 'gap', height });
export const fields = (...rows: readonly (readonly [string, string])[]): Block => ({ kind: 'fields', rows });
export const form = (...rows: readonly (readonly FormCell[])[]): Block => ({ kind: 'form', rows });
export const box = (words: string): Block => ({ kind: 'box', text: words });
export const blanks = (...labels: readonly string[]): Block => ({ kind: 'blanks', labels });
export const rule: Block = { kind: 'rule' };

/** Check-boxes, of which those with the given indexes are ticked. */
export function checks(labels: readonly string[], ticked: readonly number[] = [], columns = 1): Block {
  return {
    kind: 'checks',
    columns,
    items: labels.map((label, index) => ({ label, checked: ticked.includes(index) })),
  };
}
