import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Communication } from '@medplum/fhirtypes';
import type { AccessRules } from '../access.ts';
import type { SqliteRepository } from '../repository.ts';
import { openStore, type Store, type StoreOptions } from '../store.ts';

export interface TestStore {
  store: Store;
  file: string;
  repository: SqliteRepository;
  /** Closes the store and opens it again on the same file. */
  reopen(): Promise<TestStore>;
  close(): Promise<void>;
}

const AUTHOR = { reference: { reference: 'Practitioner/tester' } };
const BASE_URL = 'https://clinic.example/fhir/R4';

/** A store on a file of its own, removed on close. */
export function openTestStore(options: Partial<StoreOptions> = {}): TestStore {
  const file = options.file ?? join(mkdtempSync(join(tmpdir(), 'faxwell-store-')), 'faxwell.sqlite');
  const store = openStore({ baseUrl: BASE_URL, ...options, file });
  return {
    store,
    file,
    repository: store.repository(AUTHOR),
    async reopen() {
      await store.close();
      return openTestStore({ ...options, file });
    },
    async close() {
      await store.close();
      rmSync(join(file, '..'), { recursive: true, force: true });
    },
  };
}

/** A repository whose user may do what the rules leave. */
export function restricted({ store }: TestStore, rules: Partial<AccessRules>): SqliteRepository {
  const access: AccessRules = {
    canRead: () => true,
    canSearch: () => true,
    check: () => undefined,
    ...rules,
  };
  return store.repository({ ...AUTHOR, access });
}

export function fax(properties: Partial<Communication> = {}): Communication {
  return { resourceType: 'Communication', status: 'completed', ...properties };
}
