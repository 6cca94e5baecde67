import type { MedplumClient } from '@medplum/core';
import type { HealthcareService, Organization, Practitioner } from '@medplum/fhirtypes';
import { type Line, parseLine } from '../../../src/domain/clinic/line.ts';
import { TEL } from '../../../src/domain/fhir/systems.ts';
import type { KnownSender } from '../../../src/domain/intake/arrival.ts';
import { cleanText, isE164 } from '../../../src/domain/intake/caller.ts';
import { telUri } from '../../../src/domain/phone/phone.ts';

type Contact = Organization | HealthcareService | Practitioner;

/**
 * Whom a number belongs to; `undefined` when nobody has it or several have, because a fax under the wrong name is
 * worse than one under its number.
 */
export async function findSender(
  client: MedplumClient,
  number: string | undefined,
): Promise<KnownSender | undefined> {
  if (!number || !isE164(number)) {
    return undefined;
  }
  const byNumber = { identifier: `${TEL}|${telUri(number)}` };
  const found = await Promise.all([
    search(client, 'Organization', byNumber),
    search(client, 'HealthcareService', byNumber),
    search(client, 'Practitioner', byNumber),
    // R4 knows telecom as a search parameter of people only: the others keep each number as identifier too.
    search(client, 'Practitioner', { telecom: number }),
  ]);
  const contacts = new Map(found.flat().map((contact) => [`${contact.resourceType}/${contact.id}`, contact]));
  const [only, ...others] = contacts;
  const name = only && cleanText(nameOf(only[1]));
  return name && others.length === 0 ? { reference: only[0], name } : undefined;
}

/** The clinic's line with a number; `undefined` when none or more than one has it. */
export async function findLine(client: MedplumClient, number: string | undefined): Promise<Line | undefined> {
  if (!number || !isE164(number)) {
    return undefined;
  }
  const [service, ...others] = await search(client, 'HealthcareService', {
    identifier: `${TEL}|${telUri(number)}`,
  });
  return service && others.length === 0 ? parseLine(service) : undefined;
}

async function search<T extends Contact['resourceType']>(
  client: MedplumClient,
  resourceType: T,
  query: Record<string, string>,
) {
  // Two are enough to know that it is not one.
  return await client.searchResources(resourceType, new URLSearchParams({ ...query, _count: '2' }), {
    cache: 'reload',
  });
}

function nameOf(contact: Contact): string | undefined {
  if (contact.resourceType !== 'Practitioner') {
    return contact.name;
  }
  const name = contact.name?.find((n) => n.use === 'official') ?? contact.name?.[0];
  return (
    name?.text ?? [...(name?.prefix ?? []), ...(name?.given ?? []), name?.family].filter(Boolean).join(' ')
  );
}
