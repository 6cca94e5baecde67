import type { Communication, DocumentReference, Resource, Task } from '@medplum/fhirtypes';
import type { Fax } from '../../../src/domain/fax/fax.ts';
import { parseFax } from '../../../src/domain/fax/parseFax.ts';
import { formatPages } from '../../../src/domain/filing/pageRanges.ts';
import type { FilingStore } from '../../../src/domain/filing/settleFiling.ts';

/** A FHIR server of one fax: conditional creates, checked PUTs, nothing else. For trying out every interleaving. */
export class MemoryFilingStore implements FilingStore {
  #versions = 0;
  readonly resources = new Map<string, Resource>();

  constructor(fax: Communication) {
    this.#save({ ...fax, id: 'fax' });
  }

  get fax() {
    const parsed = parseFax(this.resources.get('Communication/fax'));
    if (!parsed.ok) {
      throw new Error(parsed.error);
    }
    return parsed.value;
  }

  get documents(): DocumentReference[] {
    return [...this.resources.values()].filter((r) => r.resourceType === 'DocumentReference');
  }

  get tasks(): Task[] {
    return [...this.resources.values()].filter((r) => r.resourceType === 'Task');
  }

  async readFax() {
    return this.fax;
  }

  async documentsOf() {
    return this.documents;
  }

  async createDocument(document: DocumentReference) {
    const value = document.identifier?.[0]?.value;
    return this.documents.find((d) => d.identifier?.[0]?.value === value) ?? this.#create(document);
  }

  async createWorkTask(task: Task) {
    return this.#createTask(task);
  }

  async createNotice(task: Task) {
    return this.#createTask(task);
  }

  async cutPages(_fax: Fax, pages: readonly number[]) {
    return { url: `Binary/${formatPages(pages)}`, contentType: 'application/pdf', size: pages.length };
  }

  async updateDocument(document: DocumentReference) {
    return this.#put(document);
  }

  async updateTask(task: Task) {
    return this.#put(task);
  }

  async updateFax(communication: Communication) {
    return this.#put(communication);
  }

  #createTask(task: Task): Task {
    const value = task.identifier?.[0]?.value;
    return this.tasks.find((t) => t.identifier?.[0]?.value === value) ?? this.#create(task);
  }

  #create<T extends Resource>(resource: T): T {
    return this.#save({ ...resource, id: `r${this.#versions + 1}` });
  }

  #put(resource: Resource): 'saved' | 'conflict' {
    const standing = this.resources.get(`${resource.resourceType}/${resource.id}`);
    if (standing?.meta?.versionId !== resource.meta?.versionId) {
      return 'conflict';
    }
    this.#save(resource);
    return 'saved';
  }

  #save<T extends Resource>(resource: T): T {
    this.#versions += 1;
    const saved = { ...resource, meta: { ...resource.meta, versionId: String(this.#versions) } };
    this.resources.set(`${resource.resourceType}/${resource.id}`, saved);
    return saved;
  }
}
