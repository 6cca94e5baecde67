/** Reads bits from the most significant one on. Past the end there are zeros. */
export class BitReader {
  readonly #data: Uint8Array;
  /** In bits from the start. */
  position = 0;

  constructor(data: Uint8Array) {
    this.#data = data;
  }

  get isAtEnd(): boolean {
    return this.position >= this.#data.length * 8;
  }

  /** The next `count` bits, at most 13, without moving. */
  peek(count: number): number {
    const at = this.position >> 3;
    const data = this.#data;
    const word = ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
    return (word >> (24 - (this.position & 7) - count)) & ((1 << count) - 1);
  }

  alignToByte(): void {
    this.position = (this.position + 7) & ~7;
  }

  /** Moves behind an end-of-line code if nothing but fill zeros stands before it. */
  skipEndOfLine(): boolean {
    const start = this.position;
    while (!this.isAtEnd && this.peek(8) === 0) this.position += 8;
    while (!this.isAtEnd && this.peek(1) === 0) this.position += 1;
    if (!this.isAtEnd && this.position - start >= ZEROS_BEFORE_END_OF_LINE) {
      this.position += 1;
      return true;
    }
    this.position = start;
    return false;
  }

  /** Moves behind the next end-of-line code, over whatever comes before it. False when there is none. */
  findEndOfLine(): boolean {
    while (!this.isAtEnd) {
      if (this.skipEndOfLine()) return true;
      this.position += 1;
    }
    return false;
  }
}

const ZEROS_BEFORE_END_OF_LINE = 11;
