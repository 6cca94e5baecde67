import type { HealthcareService, Organization, Practitioner } from '@medplum/fhirtypes';
import { useMedplum } from '@medplum/react-hooks';
import { useCallback } from 'react';
import { TEL } from '../../domain/fhir/systems.ts';
import { formatHumanName } from '../../domain/patient/patient.ts';
import { telUri } from '../../domain/phone/phone.ts';
import { resourcesOf, search } from '../client.ts';

/** Whose number it is, as far as the clinic has written it down. */
export interface Contact {
  readonly kind: 'own-line' | 'address-book';
  readonly name: string;
}

/** Looks a number up among the clinic's lines and in its address book; `undefined` for one that is in neither. */
export function useFindContact(): (number: string) => Promise<Contact | undefined> {
  const client = useMedplum();
  return useCallback(
    async (number) => {
      const params = [['identifier', `${TEL}|${telUri(number)}`] as const];
      const ask = { isPrivate: true };
      const [lines, organizations, ...people] = await Promise.all([
        search<HealthcareService>(client, 'HealthcareService', params, ask),
        search<Organization>(client, 'Organization', params, ask),
        search<Practitioner>(client, 'Practitioner', params, ask),
        search<Practitioner>(client, 'Practitioner', [['telecom', number]], ask),
      ]);
      const [line] = resourcesOf(lines);
      if (line) {
        return { kind: 'own-line', name: line.name ?? 'Line without a name' };
      }
      const [organization] = resourcesOf(organizations);
      const [person] = people.flatMap((found) => resourcesOf(found));
      const name = organization ? organization.name : person && formatHumanName(person.name?.[0]);
      const isKnown = organization !== undefined || person !== undefined;
      return isKnown ? { kind: 'address-book', name: name || 'Without a name' } : undefined;
    },
    [client],
  );
}
