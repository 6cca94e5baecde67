import type {
  CapabilityStatement,
  CapabilityStatementRestResource,
  CapabilityStatementRestResourceInteraction,
} from '@medplum/fhirtypes';
import { type Interaction, interactionsOf, SERVED_TYPES, type ServedType } from '../access/rights.ts';
import { searchParametersOf } from '../store/definitions.ts';

interface CapabilityOptions {
  readonly version: string;
  readonly transactionsAtomic: boolean;
}

type Code = CapabilityStatementRestResourceInteraction['code'];

const CODES: Record<Interaction, readonly Code[]> = {
  read: ['read', 'vread', 'history-instance'],
  search: ['search-type'],
  create: ['create'],
  update: ['update', 'patch'],
  delete: ['delete'],
};

/** Kept in memory (Subscription) or as files (Binary): fewer interactions than the rights table alone says. */
const NARROWER: Partial<Record<ServedType, readonly Code[]>> = {
  Subscription: ['read', 'create', 'update', 'delete', 'search-type'],
  Binary: ['read', 'vread', 'history-instance', 'create', 'update'],
};

/** What this server can do, taken from the tables it works by. */
export function capabilityStatement(
  fhirBase: string,
  { version, transactionsAtomic }: CapabilityOptions,
): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-01-01',
    kind: 'instance',
    software: { name: 'Faxwell', version },
    implementation: { description: 'The FHIR server built into Faxwell', url: fhirBase },
    fhirVersion: '4.0.1',
    format: ['json'],
    patchFormat: ['application/json-patch+json'],
    rest: [
      {
        mode: 'server',
        security: {
          description: 'Bearer tokens from /oauth2/token: authorization_code with S256, client_credentials',
        },
        interaction: [{ code: 'batch' }, ...(transactionsAtomic ? [{ code: 'transaction' } as const] : [])],
        resource: SERVED_TYPES.map((type) => describeType(type, transactionsAtomic)),
      },
    ],
  };
}

function describeType(type: ServedType, strict: boolean): CapabilityStatementRestResource {
  const codes = NARROWER[type] ?? interactionsOf(type).flatMap((interaction) => CODES[interaction]);
  const searchable = codes.includes('search-type') && type !== 'Subscription';
  return {
    type,
    interaction: codes.map((code) => ({ code })),
    versioning: strict ? 'versioned-update' : 'versioned',
    readHistory: codes.includes('history-instance'),
    updateCreate: false,
    conditionalCreate: codes.includes('create') && type !== 'Binary' && type !== 'Subscription',
    conditionalUpdate: codes.includes('patch'),
    conditionalDelete: codes.includes('delete') && type !== 'Subscription' ? 'single' : 'not-supported',
    searchParam: searchable ? describeParameters(type) : undefined,
  };
}

/** Answered from the resources themselves, not from the index. */
const COMMON_PARAMETERS = { _id: { type: 'token' }, _lastUpdated: { type: 'date' } } as const;

function describeParameters(type: ServedType): CapabilityStatementRestResource['searchParam'] {
  return Object.entries({ ...COMMON_PARAMETERS, ...searchParametersOf(type) })
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([name, parameter]) => ({ name, type: parameter.type }));
}
