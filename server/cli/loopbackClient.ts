import { readFile } from 'node:fs/promises';
import { LOOPBACK } from '../carriers/loopback/loopbackCarrier.ts';
import type { LoopbackDelivery } from '../carriers/loopback/wire.ts';
import type { Config } from '../config.ts';
import { webhookSecretFile } from '../gateway/webhookSecrets.ts';

/** What programs need to deliver faxes to a running server as the loopback carrier. */

/** A mistake the person at the keyboard can mend; its message is all they see. */
export class UsageError extends Error {}

/** The server did not answer, or could not keep the fax: the same delivery may be tried again. */
export class NotDeliveredError extends UsageError {}

/** Where a server with these settings is, seen from this machine. */
export function ownServer({ tls, port }: Config): string {
  return `${tls ? 'https' : 'http'}://127.0.0.1:${port}`;
}

/** @throws {UsageError} when no server with a loopback carrier ever used the data folder */
export async function readSecret(dataDir: string): Promise<string> {
  try {
    return (await readFile(webhookSecretFile(dataDir, LOOPBACK), 'utf8')).trim();
  } catch {
    throw new UsageError(
      `No secret of the loopback carrier in ${dataDir}. ` +
        'Start Faxwell once, and set DATA_DIR to the folder it uses.',
    );
  }
}

/** @throws {UsageError} when the server is the wrong one, {@link NotDeliveredError} when it may work later */
export async function deliver(server: string, secret: string, delivery: LoopbackDelivery): Promise<void> {
  const response = await post(`${server}/webhooks/${LOOPBACK}/${secret}`, delivery);
  if (response.status === 404) {
    throw new UsageError(
      `The server at ${server} does not know this secret. DATA_DIR has to name the folder that server uses.`,
    );
  }
  if (!response.ok) {
    throw new NotDeliveredError(`The server at ${server} did not take the fax (status ${response.status}).`);
  }
}

async function post(url: string, delivery: LoopbackDelivery): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(delivery),
    });
  } catch (error) {
    const { origin } = new URL(url);
    const code = codeOf(error);
    // Named by OpenSSL and by Node: DEPTH_ZERO_SELF_SIGNED_CERT, ERR_TLS_CERT_ALTNAME_INVALID and others.
    if (/CERT|UNABLE_TO/.test(code)) {
      throw new UsageError(
        `The certificate of ${origin} is not trusted (${code}). Name the address it is for with --server; ` +
          'for one you have made yourself set NODE_EXTRA_CA_CERTS to its file.',
      );
    }
    throw new NotDeliveredError(`No server answers at ${origin}. Start it with npm start.`);
  }
}

/** Why `fetch` failed, as the system or OpenSSL calls it. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
