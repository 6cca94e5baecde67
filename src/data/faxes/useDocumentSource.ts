import type { MedplumClient } from '@medplum/core';
import { useMedplum } from '@medplum/react-hooks';
import { useCallback, useMemo } from 'react';
import { DOCUMENT_PROBLEM_WORDS } from '../../domain/fax/documentProblemWords.ts';
import type { Fax, FaxFile, FaxRow } from '../../domain/fax/fax.ts';
import { readAttachment } from '../../domain/fax/parseFax.ts';
import { idOf } from '../../domain/fhir/elements.ts';

/** A document the viewer can load: the same key is the same bytes. */
export interface StoredDocument {
  readonly key: string;
  /** As the fax declares it; the bytes decide. */
  readonly contentType?: string;
  load(signal: AbortSignal): Promise<Uint8Array>;
}

/** What there is to show of a row: nothing yet, a file, or why there is none. */
export type DocumentState =
  | { readonly kind: 'none' }
  | { readonly kind: 'source'; readonly source: StoredDocument }
  | { readonly kind: 'problem'; readonly problem: string; readonly original?: StoredDocument };

/** The loader of the document of a fax, for the viewer and for the neighbours it loads ahead. */
export function useDocumentLoader(): (fax: Fax) => StoredDocument | undefined {
  const client = useMedplum();
  return useCallback((fax: Fax) => sourceOf(client, fax.id, fax.document), [client]);
}

/** What the viewer has to show for a row. */
export function useDocumentSource(row: FaxRow | undefined): DocumentState {
  const client = useMedplum();
  return useMemo(() => (row?.kind === 'fax' ? stateOf(client, row) : { kind: 'none' }), [client, row]);
}

function stateOf(client: MedplumClient, fax: Fax): DocumentState {
  const source = sourceOf(client, fax.id, fax.document);
  // A document cut off at its end is still shown, as far as it goes; the row says so.
  const problem = fax.documentProblem ?? (source ? undefined : 'missing');
  if (source && (!problem || problem === 'truncated')) {
    return { kind: 'source', source };
  }
  const original = sourceOf(client, fax.id, fax.original ?? fax.document);
  return {
    kind: 'problem',
    problem: DOCUMENT_PROBLEM_WORDS[problem ?? 'missing'].sentence,
    ...(original && { original }),
  };
}

function sourceOf(
  client: MedplumClient,
  faxId: string,
  file: FaxFile | undefined,
): StoredDocument | undefined {
  const address = file?.documentReference ?? file?.url;
  if (!file || !address) {
    return undefined;
  }
  return {
    // A presigned address changes with every read; without its query it names the same file.
    key: `${faxId} ${address.replace(/\?.*$/, '')}`,
    ...(file.contentType && { contentType: file.contentType }),
    load: (signal) => loadFile(client, file, signal),
  };
}

async function loadFile(client: MedplumClient, file: FaxFile, signal: AbortSignal): Promise<Uint8Array> {
  if (file.documentReference) {
    const reference = await client.readResource('DocumentReference', idOf(file.documentReference), {
      signal,
    });
    const attached = reference.content?.[0] && readAttachment(reference.content[0].attachment);
    return attached
      ? loadUrl(client, attached.url!, signal)
      : Promise.reject(new Error('Document without attachment'));
  }
  return loadUrl(client, file.url!, signal);
}

/** The token goes to the FHIR server only: a presigned address carries its own right, any other gets none. */
async function loadUrl(client: MedplumClient, url: string, signal: AbortSignal): Promise<Uint8Array> {
  const relative = /^(?:Binary\/.+)$/.exec(url);
  const base = client.fhirUrl('Binary').href;
  const isFhir = relative !== null || url.startsWith(base);
  const blob = isFhir
    ? await client.download(relative ? client.fhirUrl(...url.split('/')) : url, { signal })
    : await fetchOpen(url, signal);
  return new Uint8Array(await blob.arrayBuffer());
}

async function fetchOpen(url: string, signal: AbortSignal): Promise<Blob> {
  const response = await fetch(url, { signal, referrerPolicy: 'no-referrer' });
  if (!response.ok) {
    throw new TypeError('The document could not be fetched');
  }
  return response.blob();
}
