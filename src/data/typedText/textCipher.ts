import type { TextKey } from './textKeys.ts';

/** Text as it may lie on a disk. */
export interface SealedText {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
}

interface TextCipher {
  /** The text opens for this place only: a record that was moved to another fax is unreadable there. */
  seal(text: string, place: string): Promise<SealedText>;
  /** Undefined when it was sealed with another key or for another place, or is damaged. */
  open(sealed: SealedText, place: string): Promise<string | undefined>;
}

const AES = 'AES-GCM';
/** https://nvlpubs.nist.gov/nistpubs/Legacy/SP/nistspecialpublication800-38d.pdf, 8.2.2: random ones for up to 2^32 writes with a key. */
const IV_BYTES = 12;

/** Throws where the browser has no cryptography: it has none for pages that came by plain http. */
export async function createTextCipher({ secret }: TextKey): Promise<TextCipher> {
  const jwk = { kty: 'oct', k: secret };
  const key = await crypto.subtle.importKey('jwk', jwk, AES, false, ['encrypt', 'decrypt']);
  const encoder = new TextEncoder();
  const params = (iv: Uint8Array<ArrayBuffer>, place: string) => ({
    name: AES,
    iv,
    additionalData: encoder.encode(place),
  });

  return {
    async seal(text, place) {
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      return { iv, bytes: await crypto.subtle.encrypt(params(iv, place), key, encoder.encode(text)) };
    },
    async open({ iv, bytes }, place) {
      try {
        return new TextDecoder().decode(await crypto.subtle.decrypt(params(iv, place), key, bytes));
      } catch {
        return undefined;
      }
    },
  };
}
