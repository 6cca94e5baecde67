import { notFound } from '@medplum/core';
import type { Binary } from '@medplum/fhirtypes';
import type { FastifyReply } from 'fastify';
import { sendOutcome } from '../router/outcome.ts';
import { sha256Of } from './binaryResource.ts';
import type { FileStore } from './fileStore.ts';

/**
 * Sends the bytes of a Binary, whole or the range asked for.
 * Only what its magic bytes show to be a PDF or a picture goes out under a type a browser opens; all else is
 * octets to be saved, so that a fax made of HTML or SVG cannot act in the app's name.
 */
export async function sendFile(reply: FastifyReply, files: FileStore, binary: Binary): Promise<FastifyReply> {
  const sha256 = sha256Of(binary);
  const path = sha256 && files.pathOf(sha256);
  if (!sha256 || !path) {
    return sendOutcome(reply, notFound);
  }
  const kind = await files.kindOf(sha256);
  reply
    .header('content-type', kind ?? 'application/octet-stream')
    .header('content-disposition', kind ? 'inline' : 'attachment')
    .header('content-security-policy', 'sandbox')
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .header('etag', `"${sha256}"`);
  return reply.sendFile(path, files.root, {
    contentType: false,
    cacheControl: false,
    etag: false,
    lastModified: false,
  });
}
