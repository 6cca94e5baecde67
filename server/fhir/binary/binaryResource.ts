import { Readable } from 'node:stream';
import { badRequest, contentTooLarge, OperationOutcomeError } from '@medplum/core';
import type { Binary } from '@medplum/fhirtypes';
import { EXT } from '../../../src/domain/fhir/systems.ts';
import type { FileStore, StoredFile } from './fileStore.ts';

/** Keeps the bytes and makes the resource that names them; the caller commits it. */
export async function keepFile(files: FileStore, contentType: string, source: Readable): Promise<Binary> {
  const written = await files.write(source);
  if (!written.ok) {
    throw new OperationOutcomeError(contentTooLarge('The file is too large'));
  }
  return makeBinary(contentType, written.value);
}

/** `Buffer.from` skips what is no base64 and would keep another document than was meant. */
const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;

/** Keeps the bytes of a Binary that was sent as FHIR JSON with base64 `data`. */
export function keepData(files: FileStore, { contentType, data }: Binary): Promise<Binary> {
  // Not validated yet, and `Buffer.from` makes a buffer of any length an object claims to have.
  if (!contentType || typeof contentType !== 'string' || typeof data !== 'string') {
    throw new OperationOutcomeError(badRequest('A Binary needs contentType and data'));
  }
  if (!BASE64.test(data)) {
    throw new OperationOutcomeError(badRequest('The data of a Binary is base64'));
  }
  return keepFile(files, contentType, Readable.from([Buffer.from(data, 'base64')]));
}

/** A Binary is no DomainResource: only its `meta` can carry extensions. */
function makeBinary(contentType: string, { sha256, size }: StoredFile): Binary {
  return {
    resourceType: 'Binary',
    contentType: essenceOf(contentType),
    meta: {
      extension: [
        { url: EXT.sha256, valueString: sha256 },
        { url: EXT.size, valueDecimal: size },
      ],
    },
  };
}

/** The digest that names a Binary's bytes. */
export function sha256Of(binary: Binary): string | undefined {
  return binary.meta?.extension?.find(({ url }) => url === EXT.sha256)?.valueString;
}

/** What a create or update answers: `url` is what goes into an Attachment, as MedplumClient expects. */
export function withUrl<T extends Binary>(binary: T): T & { url: string } {
  return { ...binary, url: `Binary/${binary.id}` };
}

/** The media type without parameters; octets when it cannot be read. */
function essenceOf(contentType: string): string {
  return /^[\w.+-]+\/[\w.+-]+/.exec(contentType)?.[0].toLowerCase() ?? 'application/octet-stream';
}
