import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { notFound } from '@medplum/core';
import type { Binary } from '@medplum/fhirtypes';
import type { FastifyReply } from 'fastify';
import { setVersionHeaders } from '../router/fhirResponse.ts';
import { FHIR_JSON, sendOutcome } from '../router/outcome.ts';
import { sha256Of } from './binaryResource.ts';
import type { FileStore } from './fileStore.ts';

/**
 * Sends a Binary as FHIR JSON with its bytes as base64 `data`: all that a client sees which reads every resource in
 * one way. Written piece by piece, so that a hundred of them at once do not fill the memory.
 */
export async function sendData(reply: FastifyReply, files: FileStore, binary: Binary): Promise<FastifyReply> {
  const path = files.pathOf(sha256Of(binary) ?? '');
  if (!path) {
    return sendOutcome(reply, notFound);
  }
  const file = join(files.root, path);
  const start = `${JSON.stringify(binary).slice(0, -1)},"data":"`;
  const { size } = await stat(file);
  setVersionHeaders(reply, binary);
  reply
    .type(FHIR_JSON)
    .header('cache-control', 'no-store')
    .header('content-length', Buffer.byteLength(start) + 4 * Math.ceil(size / 3) + END.length);
  // For a HEAD Fastify would read the whole file and throw it away.
  return reply.send(Readable.from(reply.request.method === 'HEAD' ? [] : jsonOf(start, file)));
}

const END = '"}';

async function* jsonOf(start: string, file: string): AsyncGenerator<string, void> {
  yield start;
  // As an encoding base64 carries the bytes of a cut group of three over to the next piece.
  yield* createReadStream(file, { encoding: 'base64', highWaterMark: 256 * 1024 });
  yield END;
}
