import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A random secret of 256 bits as text for URLs and headers. */
export function createSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * How a secret is kept. A plain digest is enough for what `createSecret` made: nobody guesses 256 random bits,
 * so there is nothing a slow hash would protect.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

export function isSecret(secret: string, hash: string): boolean {
  const [actual, expected] = [Buffer.from(hashSecret(secret)), Buffer.from(hash)];
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
