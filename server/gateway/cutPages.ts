import type { MedplumClient } from '@medplum/core';
import type { Fax } from '../../src/domain/fax/fax.ts';
import type { CutPages } from '../../src/domain/filing/filing.ts';
import { describePages } from '../../src/domain/filing/pageRanges.ts';
import type { PageCutter } from './documents.ts';
import { statusOf } from './fhirWrites.ts';
import { storeFile } from './intake/keepDocument.ts';

/** What the server answers about a file that will not come back; every other failure may pass. */
const GONE = [403, 404, 410];

/**
 * A file of some pages of the document of a fax, kept on the server; 'not-possible' when the document is missing or
 * cannot be taken apart. Whoever dies before a document names the file leaves one behind that nobody reads.
 * @throws when the document was not looked at, or the server does not answer
 */
export async function cutPages(
  client: MedplumClient,
  documents: PageCutter,
  fax: Fax,
  pages: readonly number[],
): Promise<CutPages> {
  const bytes = await readDocument(client, fax);
  const pdf = bytes && (await documents.cutPages(bytes, pages)).pdf;
  if (!pdf) {
    return 'not-possible';
  }
  return await storeFile(client, pdf, 'application/pdf', `${fax.title ?? 'Fax'}: ${describePages(pages)}`);
}

async function readDocument(client: MedplumClient, { document }: Fax): Promise<Uint8Array | undefined> {
  if (!document?.url) {
    return undefined;
  }
  try {
    return new Uint8Array(await (await download(client, document.url)).arrayBuffer());
  } catch (error) {
    if (GONE.includes(statusOf(error) ?? 0)) {
      return undefined;
    }
    throw error;
  }
}

/** The token goes to the FHIR server only: an address elsewhere (a presigned one) carries its own right. */
async function download(client: MedplumClient, url: string): Promise<Blob> {
  if (url.startsWith('Binary/')) {
    return await client.download(client.fhirUrl(...url.split('/')));
  }
  if (url.startsWith(client.fhirUrl().href)) {
    return await client.download(url);
  }
  const response = await fetch(url, { referrerPolicy: 'no-referrer' });
  if (!response.ok) {
    throw new TypeError('The document could not be fetched');
  }
  return await response.blob();
}
