import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The secrets in the paths of the webhooks, by carrier. */
export interface WebhookSecrets {
  /** Whether `secret` is the carrier's; takes the same time for every wrong one. */
  isSecretOf(carrier: string, secret: string): boolean;
}

const SECRET_BYTES = 32;

/** Where a carrier's secret is kept below the data folder. */
export function webhookSecretFile(dataDir: string, carrier: string): string {
  return join(dataDir, 'webhook-secrets', carrier);
}

/** Reads each carrier's secret from the data folder; the first start makes it, readable by the owner alone. */
export function openWebhookSecrets(dataDir: string, carriers: Iterable<string>): WebhookSecrets {
  const secrets = new Map([...carriers].map((carrier) => [carrier, readOrCreate(dataDir, carrier)]));
  return {
    isSecretOf(carrier, secret) {
      const expected = secrets.get(carrier);
      // Digests, because a comparison in constant time needs equal lengths.
      return expected !== undefined && timingSafeEqual(digest(secret), digest(expected));
    },
  };
}

function readOrCreate(dataDir: string, carrier: string): string {
  const file = webhookSecretFile(dataDir, carrier);
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (kept.length >= SECRET_BYTES) {
    return kept;
  }
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // Renamed into place, because half a secret is easier to guess than none is to notice.
  writeFileSync(`${file}.new`, `${secret}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secret;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
