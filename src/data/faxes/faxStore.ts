import type { MedplumClient } from '@medplum/core';
import type { Communication, DocumentReference, Resource, Task } from '@medplum/fhirtypes';
import type { Fax } from '../../domain/fax/fax.ts';
import { parseFax } from '../../domain/fax/parseFax.ts';
import { versionTag } from '../../domain/fhir/elements.ts';
import { ATTENTION_IDENTIFIER, FILING, WORK_IDENTIFIER } from '../../domain/fhir/systems.ts';
import type { FilingStore } from '../../domain/filing/settleFiling.ts';
import { resourcesOf, search } from '../client.ts';
import { createOnce, isRaced } from '../createOnce.ts';

/** The app's way to the server for writes of faxes: every change a PUT of the whole resource with `If-Match`. */
export interface FaxStore extends FilingStore {
  /** The fax as saved, or 'conflict' when somebody was faster. */
  saveFax(communication: Communication): Promise<Fax | 'conflict'>;
  /** The Task as saved, or 'conflict' when somebody was faster. */
  saveTask(task: Task): Promise<Task | 'conflict'>;
  readTask(id: string): Promise<Task>;
}

/** Writes of faxes through one client. Failures other than a lost race throw. */
export function createFaxStore(client: MedplumClient): FaxStore {
  return {
    readFax: async (id) => read(await client.readResource('Communication', id, { cache: 'no-store' })),
    saveFax: async (communication) => {
      const saved = await put(client, communication);
      return saved === 'conflict' ? saved : read(saved);
    },
    saveTask: (task) => put(client, task),
    readTask: (id) => client.readResource('Task', id, { cache: 'no-store' }),
    updateFax: async (communication) => outcome(await put(client, communication)),
    updateDocument: async (document) => outcome(await put(client, document)),
    updateTask: async (task) => outcome(await put(client, task)),
    documentsOf: async (faxId) =>
      resourcesOf(
        await search<DocumentReference>(client, 'DocumentReference', [
          ['related', `Communication/${faxId}`],
          ['_count', '1000'],
        ]),
      ),
    createDocument: (document) => createOnce(client, document, FILING),
    createNotice: (task: Task) => createOnce(client, task, ATTENTION_IDENTIFIER),
    createWorkTask: (task: Task) => createOnce(client, task, WORK_IDENTIFIER),
  };
}

function outcome(result: Resource | 'conflict'): 'saved' | 'conflict' {
  return result === 'conflict' ? result : 'saved';
}

async function put<T extends Resource>(client: MedplumClient, resource: T): Promise<T | 'conflict'> {
  try {
    return await outlivingPage(resource, (keepalive) =>
      client.updateResource(resource, { headers: { 'If-Match': versionTag(resource) }, keepalive }),
    );
  } catch (error) {
    if (isRaced(error)) {
      return 'conflict';
    }
    throw error;
  }
}

/**
 * Browsers finish a request after its page was left while the bodies of all such requests of the page are 64 KiB
 * together, and refuse what is beyond: https://fetch.spec.whatwg.org/#http-network-or-cache-fetch
 */
const KEPT_ALIVE_BYTES = 64 * 1024;

/** What the bodies under way take of it; one page, one budget. */
let keptAliveBytes = 0;

/**
 * A change is sent the moment it is made, so that closing the tab right after does not take it back. One that does not
 * fit beside those under way is sent as an ordinary request: it may be lost with the page, but not refused.
 */
async function outlivingPage<T>(resource: Resource, send: (keepalive: boolean) => Promise<T>): Promise<T> {
  const bytes = new Blob([JSON.stringify(resource)]).size;
  if (keptAliveBytes + bytes > KEPT_ALIVE_BYTES) {
    return send(false);
  }
  keptAliveBytes += bytes;
  try {
    return await send(true);
  } finally {
    keptAliveBytes -= bytes;
  }
}

function read(communication: Communication): Fax {
  const parsed = parseFax(communication);
  if (!parsed.ok) {
    throw new Error(`Unreadable fax: ${parsed.error}`);
  }
  return parsed.value;
}
