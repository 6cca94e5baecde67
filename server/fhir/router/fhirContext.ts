import type { Binary, Resource } from '@medplum/fhirtypes';
import type { FastifyRequest } from 'fastify';
import { accessRules, faxAuditRules } from '../access/accessRules.ts';
import { ClinicRights } from '../access/clinicRights.ts';
import type { Identity } from '../auth/authenticate.ts';
import type { Principal } from '../auth/principal.ts';
import type { FileStore } from '../binary/fileStore.ts';
import type { SqliteRepository } from '../store/repository.ts';
import type { Store } from '../store/store.ts';
import type { PresignedUrls } from './presignedUrls.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the sign-in check of the FHIR routes. */
    principal: Principal | undefined;
  }
}

interface FhirContextDeps {
  readonly store: Store;
  readonly files: FileStore;
  readonly identity: Identity;
  /** Set when documents are handed out under addresses that need no token. */
  readonly presignedUrls: PresignedUrls | undefined;
  readonly fhirBase: string;
}

/** What the FHIR routes share. */
export interface FhirContext extends FhirContextDeps {
  /** What admins have set about rights; to be loaded before anything is served. */
  readonly clinicRights: ClinicRights;
  principalOf(request: FastifyRequest): Principal;
  /** The store as the request's user may see and change it. */
  repository(request: FastifyRequest): SqliteRepository;
  /** The same for a search of AuditEvents that is of one fax. */
  faxAudit(request: FastifyRequest): SqliteRepository;
  /** The store without limits, for the server's own look-ups. */
  readonly ownRepository: SqliteRepository;
  /** A resource as it leaves the server. */
  present<T extends Resource>(resource: T): Promise<T>;
}

const SERVER_AUTHOR = { reference: { reference: 'ClientApplication/faxwell', display: 'Faxwell' } };

export function createFhirContext(deps: FhirContextDeps): FhirContext {
  const { store, identity, presignedUrls } = deps;
  const clinicRights = new ClinicRights(store);
  const ownRepository = store.repository(SERVER_AUTHOR);

  const principalOf = (request: FastifyRequest) => {
    if (!request.principal) {
      throw new Error('The route has no sign-in check');
    }
    return request.principal;
  };

  const repositoryBy = (rules: typeof accessRules) => (request: FastifyRequest) => {
    const principal = principalOf(request);
    return store.repository(
      { reference: principal.reference, access: rules(principal, identity.accounts, clinicRights) },
      { extended: request.headers['x-medplum'] === 'extended' },
    );
  };

  return {
    ...deps,
    clinicRights,
    ownRepository,
    principalOf,
    repository: repositoryBy(accessRules),
    faxAudit: repositoryBy(faxAuditRules),
    present: async (resource) =>
      presignedUrls ? presignedUrls.presign(resource, (id) => currentVersion(ownRepository, id)) : resource,
  };
}

async function currentVersion(repository: SqliteRepository, id: string): Promise<string | undefined> {
  try {
    return (await repository.readResource<Binary>('Binary', id)).meta?.versionId;
  } catch {
    // Never existed or was deleted: the address stays as it is written.
    return undefined;
  }
}
