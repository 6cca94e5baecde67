import { createReference, type MedplumClient } from '@medplum/core';
import type { Organization, Reference, Resource, ValueSet } from '@medplum/fhirtypes';
import { makeLabels } from '../../src/domain/clinic/labels.ts';
import { ensureSampleStaff, SAMPLE_ACCOUNTS, type SampleRole } from './accounts.ts';
import { EXTERNAL_PRACTITIONERS, ORGANIZATIONS } from './addressBook.ts';
import {
  makeClinic,
  makeCorrespondent,
  makeDocumentTypes,
  makeExternalPractitioner,
  makeLine,
  makePatient,
  makeTeam,
} from './clinicResources.ts';
import { SAMPLE_LABELS } from './documentTypes.ts';
import { LINES } from './letters/letter.ts';
import { SAMPLE_PATIENTS } from './people.ts';

/** The front desk and the manager take what arrives; referrals are the front desk's and the practitioner's. */
const TEAMS: readonly { code: string; name: string; roles: readonly SampleRole[] }[] = [
  { code: 'front-desk', name: 'Front desk', roles: ['frontdesk', 'admin'] },
  { code: 'referrals', name: 'Referrals', roles: ['frontdesk', 'practitioner'] },
];

/**
 * Fills an empty server with the sample clinic, through a client that may create everything the clinic has. Every
 * create is conditional: cut off in the middle and run again, it ends the same. The accounts are made by
 * `createSampleAccounts`, before or after, and faxes come by `startFilling`.
 */
export async function seedSampleClinic(client: MedplumClient): Promise<void> {
  const clinic = createReference(await ensure(client, makeClinic()));
  await seedTeams(client, clinic);
  await Promise.all([
    ensure(client, makeLine('Front office', LINES.frontOffice, clinic)),
    ensure(client, makeLine('Referrals', LINES.referrals, clinic)),
    ensure(client, makeDocumentTypes()),
    ensure(client, makeLabels(SAMPLE_LABELS)),
    ...SAMPLE_PATIENTS.map((patient) => ensure(client, makePatient(patient, clinic))),
    ...Object.values(ORGANIZATIONS).map((each) => ensure(client, makeCorrespondent(each))),
    ...EXTERNAL_PRACTITIONERS.map((each) => ensure(client, makeExternalPractitioner(each))),
  ]);
}

async function seedTeams(client: MedplumClient, clinic: Reference<Organization>): Promise<void> {
  for (const { code, name, roles } of TEAMS) {
    const accounts = SAMPLE_ACCOUNTS.filter((account) => roles.includes(account.role));
    const staff = await Promise.all(accounts.map((account) => ensureSampleStaff(client, account)));
    await ensure(client, makeTeam(code, name, clinic, staff.map(createReference)));
  }
}

type Identified = Resource & ({ identifier?: { system?: string; value?: string }[] } | { url?: string });

/** Creates a resource unless one with its first identifier, or its URL, is there. */
async function ensure<T extends Identified>(client: MedplumClient, resource: T) {
  return await client.createResourceIfNoneExist(resource, identityQuery(resource));
}

/** Encoded, because a bare `+` in a query is a space. */
function identityQuery(resource: Identified): string {
  if ('identifier' in resource && Array.isArray(resource.identifier)) {
    const [identifier] = resource.identifier;
    return new URLSearchParams({ identifier: `${identifier?.system}|${identifier?.value}` }).toString();
  }
  return new URLSearchParams({ url: (resource as ValueSet).url ?? '' }).toString();
}
