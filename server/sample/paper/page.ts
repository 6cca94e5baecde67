/** A page of a letter as its author wrote it, before it is set in type. */
export interface Page {
  readonly blocks: readonly Block[];
}

export type TextStyle = 'normal' | 'bold' | 'small' | 'typewriter' | 'handwriting';

export type Block =
  | { readonly kind: 'letterhead'; readonly name: string; readonly lines: readonly string[] }
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly style?: TextStyle }
  /** Label and value, one below the other. */
  | { readonly kind: 'fields'; readonly rows: readonly (readonly [string, string])[] }
  /** Rows of cells; the first row is the head. `widths` are shares of the page's width and add up to 1. */
  | {
      readonly kind: 'table';
      readonly widths: readonly number[];
      readonly rows: readonly (readonly string[])[];
    }
  | {
      readonly kind: 'checks';
      readonly items: readonly { readonly label: string; readonly checked: boolean }[];
    }
  /** Large words in a box: URGENT. */
  | { readonly kind: 'stamp'; readonly text: string }
  | { readonly kind: 'signature'; readonly hand: string; readonly name: string }
  | { readonly kind: 'rule' }
  /** Empty space, in points. */
  | { readonly kind: 'gap'; readonly height: number };

export const text = (words: string, style?: TextStyle): Block => ({
  kind: 'text',
  text: words,
  ...(style && { style }),
});
export const title = (words: string): Block => ({ kind: 'title', text: words });
export const gap = (height: number): Block => ({ kind: 'gap', height });
export const fields = (...rows: readonly (readonly [string, string])[]): Block => ({ kind: 'fields', rows });
export const rule: Block = { kind: 'rule' };
