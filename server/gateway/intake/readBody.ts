import type { Readable } from 'node:stream';
import { errorCodes } from 'fastify';

const FIRST_BYTES = 64 * 1024;

/**
 * A request's body, each piece put in its place as it comes. Fastify's own reader copies all of it at the end, and
 * the server answers nobody while several large ones are copied.
 * @param announced the `Content-Length`, if there is one
 * @throws as Fastify's reader when there are more bytes than `limit`, or not as many as announced
 */
export async function readBody(
  payload: Readable,
  announced: number | undefined,
  limit: number,
): Promise<Buffer> {
  if ((announced ?? 0) > limit) {
    throw new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE();
  }
  let body = Buffer.allocUnsafe(announced ?? FIRST_BYTES);
  let length = 0;
  for await (const chunk of payload) {
    if (length + chunk.length > limit) {
      throw new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE();
    }
    if (length + chunk.length > body.length) {
      body = Buffer.concat([body.subarray(0, length)], 2 * (length + chunk.length));
    }
    length += chunk.copy(body, length);
  }
  if (announced !== undefined && length !== announced) {
    throw new errorCodes.FST_ERR_CTP_INVALID_CONTENT_LENGTH();
  }
  return body.subarray(0, length);
}
