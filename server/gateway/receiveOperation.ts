import { allOk, type MedplumClient, notFound } from '@medplum/core';
import type { Bundle, Communication, OperationOutcome, Resource } from '@medplum/fhirtypes';
import { statusOf } from './fhirWrites.ts';

/** The part of a FHIR request an operation reads: the parameters of its path. */
interface OperationRequest {
  readonly params: Record<string, string>;
}

/** An operation in the form the embedded FHIR server calls it; keys are method and path. */
type OperationHandler = (
  request: OperationRequest,
) => Promise<[OperationOutcome] | [OperationOutcome, Resource]>;
/** Operations by method and path. */
export type Operations = Record<`POST ${string}`, OperationHandler>;

interface OperationDependencies {
  readonly client: () => MedplumClient;
  /** Works what is outstanding; ids of the faxes that came of it. */
  readonly receiveNow: () => Promise<readonly string[]>;
  /** Whether what arrives can be kept. */
  readonly hasRoom: () => Promise<boolean>;
}

const OWNER_TYPES = ['Organization', 'HealthcareService', 'Practitioner'] as const;
type OwnerType = (typeof OWNER_TYPES)[number];

/**
 * `$receive-efax` as FHIR clients of Medplum's eFax call it: for the whole clinic, or for one owner of fax numbers.
 * Answers 200 with a Bundle of the faxes received by this call, 404 for an owner that does not exist, 503 while the disk
 * is nearly full.
 * https://www.medplum.com/docs/integration/efax
 */
export function createReceiveOperations(deps: OperationDependencies): Operations {
  const operations: Operations = {
    'POST Communication/$receive-efax': async () =>
      (await deps.hasRoom()) ? [allOk, makeBundle(await receive(deps))] : [NO_ROOM],
  };
  for (const type of OWNER_TYPES) {
    operations[`POST ${type}/:id/$receive-efax`] = async ({ params }) => {
      const owner = { type, id: params.id ?? '' };
      if (!(await exists(deps.client(), owner))) {
        return [notFound];
      }
      if (!(await deps.hasRoom())) {
        return [NO_ROOM];
      }
      const received = await receive(deps);
      const belongs = await belongsTo(deps.client(), owner);
      return [allOk, makeBundle(received.filter(belongs))];
    };
  }
  return operations;
}

/** `no-store` is what FHIR calls it, and answered with 503. */
const NO_ROOM: OperationOutcome = {
  resourceType: 'OperationOutcome',
  issue: [
    { severity: 'error', code: 'no-store', details: { text: 'The disk is nearly full; try again later' } },
  ],
};

async function receive({ client, receiveNow }: OperationDependencies): Promise<Communication[]> {
  const ids = new Set(await receiveNow());
  return await Promise.all(
    [...ids].map((id) => client().readResource('Communication', id, { cache: 'reload' })),
  );
}

interface Owner {
  readonly type: OwnerType;
  readonly id: string;
}

async function exists(client: MedplumClient, { type, id }: Owner): Promise<boolean> {
  try {
    await client.readResource(type, id, { cache: 'reload' });
    return true;
  } catch (error) {
    if ([400, 404, 410].includes(statusOf(error) ?? 0)) {
      return false;
    }
    throw error;
  }
}

/** An Organization owns the lines it provides; the others are addressed themselves. */
async function belongsTo(
  client: MedplumClient,
  { type, id }: Owner,
): Promise<(fax: Communication) => boolean> {
  const addressees = new Set([`${type}/${id}`]);
  if (type === 'Organization') {
    const query = new URLSearchParams({ organization: `Organization/${id}`, _count: '1000' });
    for (const line of await client.searchResources('HealthcareService', query, { cache: 'reload' })) {
      addressees.add(`HealthcareService/${line.id}`);
    }
  }
  return (fax) => (fax.recipient ?? []).some((recipient) => addressees.has(recipient.reference ?? ''));
}

function makeBundle(faxes: readonly Communication[]): Bundle {
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: faxes.map((resource) => ({ resource })),
  };
}
