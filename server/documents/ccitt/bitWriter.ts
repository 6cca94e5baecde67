import type { Code } from './codes.ts';

/** Collects codes, most significant bit first, into bytes. */
export class BitWriter {
  #bytes: Uint8Array<ArrayBuffer> = new Uint8Array(4096);
  #length = 0;
  #pending = 0;
  #pendingBits = 0;

  write(code: Code): void {
    // At most 7 + 13 bits are pending: a 32-bit integer holds them.
    this.#pending = (this.#pending << code.length) | code.bits;
    this.#pendingBits += code.length;
    while (this.#pendingBits >= 8) {
      this.#pendingBits -= 8;
      this.#push((this.#pending >>> this.#pendingBits) & 0xff);
    }
    this.#pending &= (1 << this.#pendingBits) - 1;
  }

  /** How many bits of the last byte are in use, 0 when the next code starts a byte. */
  get bitsInLastByte(): number {
    return this.#pendingBits;
  }

  alignToByte(): void {
    if (this.#pendingBits > 0) this.write({ bits: 0, length: 8 - this.#pendingBits });
  }

  /** The bytes written, the last one filled up with zeros. */
  finish(): Uint8Array<ArrayBuffer> {
    this.alignToByte();
    return this.#bytes.slice(0, this.#length);
  }

  #push(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const grown = new Uint8Array(this.#bytes.length * 2);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes[this.#length++] = byte;
  }
}
