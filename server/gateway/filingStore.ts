import type { MedplumClient } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import { parseFax } from '../../src/domain/fax/parseFax.ts';
import { ATTENTION_IDENTIFIER, FILING, WORK_IDENTIFIER } from '../../src/domain/fhir/systems.ts';
import type { FilingStore } from '../../src/domain/filing/settleFiling.ts';
import { cutPages } from './cutPages.ts';
import type { PageCutter } from './documents.ts';
import { createOnce, putChecked } from './fhirWrites.ts';

/** What settling a filing needs, over any FHIR server. Pages are cut where there is somebody to cut them. */
export function createFilingStore(client: MedplumClient, documents?: PageCutter): FilingStore {
  return {
    async readFax(id) {
      const fax = parseFax(await client.readResource('Communication', id, { cache: 'reload' }));
      if (!fax.ok) {
        throw new Error(`Communication/${id} cannot be read as a fax: ${fax.error}`);
      }
      return fax.value;
    },
    async documentsOf(faxId) {
      const query = new URLSearchParams({ related: `Communication/${faxId}`, _count: '1000' });
      return await client.searchResources('DocumentReference', query, { cache: 'reload' });
    },
    createDocument: (document) => createOnce(client, document, FILING),
    updateDocument: async (document) => verdict(await putChecked(client, document)),
    createWorkTask: (task) => createOnce(client, task, WORK_IDENTIFIER),
    updateTask: async (task) => verdict(await putChecked(client, task)),
    createNotice: (task) => createOnce(client, task, ATTENTION_IDENTIFIER),
    ...(documents && { cutPages: (fax, pages) => cutPages(client, documents, fax, pages) }),
    updateFax: async (communication) => verdict(await putChecked(client, communication)),
  };
}

function verdict(saved: Resource | 'conflict'): 'saved' | 'conflict' {
  return saved === 'conflict' ? 'conflict' : 'saved';
}
