import type {
  CareTeam,
  HealthcareService,
  Identifier,
  Organization,
  Patient,
  Practitioner,
  Reference,
  ValueSet,
} from '@medplum/fhirtypes';
import {
  DOCUMENT_TYPES_URL,
  EXT,
  LOINC,
  MRN,
  ORGANIZATION_IDENTIFIER,
  TEL,
} from '../../src/domain/fhir/systems.ts';
import { telUri } from '../../src/domain/phone/phone.ts';
import type { Correspondent, EXTERNAL_PRACTITIONERS } from './addressBook.ts';
import { SAMPLE_DOCUMENT_TYPES } from './documentTypes.ts';
import type { SamplePatient } from './people.ts';

/** A team has nothing else that would tell it from another. */
const TEAM_IDENTIFIER = 'urn:faxwell:sample-team';

export function makeClinic(): Organization {
  return {
    resourceType: 'Organization',
    identifier: [{ system: ORGANIZATION_IDENTIFIER, value: 'clinic' }],
    active: true,
    name: 'Hillcrest Family Medicine',
    telecom: [
      { system: 'phone', value: '+14155550199', use: 'work' },
      { system: 'fax', value: '+14155550100', use: 'work' },
    ],
    address: [{ line: ['780 Hillcrest Avenue'], city: 'San Francisco', state: 'CA', country: 'US' }],
  };
}

export function makeLine(name: string, number: string, clinic: Reference<Organization>): HealthcareService {
  return {
    resourceType: 'HealthcareService',
    identifier: [numberIdentifier(number)],
    active: true,
    name,
    providedBy: clinic,
    telecom: [{ system: 'fax', value: number, use: 'work' }],
  };
}

export function makeTeam(
  code: string,
  name: string,
  clinic: Reference<Organization>,
  members: readonly Reference<Practitioner>[],
): CareTeam {
  return {
    resourceType: 'CareTeam',
    identifier: [{ system: TEAM_IDENTIFIER, value: code }],
    status: 'active',
    name,
    managingOrganization: [clinic],
    participant: members.map((member) => ({ member })),
  };
}

export function makePatient(patient: SamplePatient, clinic: Reference<Organization>): Patient {
  return {
    resourceType: 'Patient',
    identifier: [
      {
        type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] },
        system: MRN,
        value: patient.mrn,
      },
    ],
    active: true,
    name: [{ use: 'official', family: patient.family, given: [...patient.given] }],
    gender: patient.gender,
    birthDate: patient.birthDate,
    telecom: [{ system: 'phone', value: patient.phone, use: 'home' }],
    managingOrganization: clinic,
  };
}

/** An organization of the address book. */
export function makeCorrespondent({ name, fax, phone, city }: Correspondent): Organization {
  return {
    resourceType: 'Organization',
    identifier: [numberIdentifier(fax)],
    active: true,
    name,
    telecom: [
      { system: 'fax', value: fax, use: 'work' },
      ...(phone ? [{ system: 'phone', value: phone, use: 'work' } as const] : []),
    ],
    address: [{ city, state: 'CA', country: 'US' }],
  };
}

export function makeExternalPractitioner(person: (typeof EXTERNAL_PRACTITIONERS)[number]): Practitioner {
  return {
    resourceType: 'Practitioner',
    identifier: [numberIdentifier(person.fax)],
    active: true,
    name: [{ family: person.family, given: [person.given], prefix: ['Dr.'] }],
    telecom: [{ system: 'fax', value: person.fax, use: 'work' }],
    address: [{ city: person.city, state: 'CA', country: 'US' }],
  };
}

export function makeDocumentTypes(): ValueSet {
  return {
    resourceType: 'ValueSet',
    url: DOCUMENT_TYPES_URL,
    name: 'DocumentTypes',
    title: 'Document types',
    status: 'active',
    compose: {
      include: [
        {
          system: LOINC,
          concept: SAMPLE_DOCUMENT_TYPES.map(({ code, display, needsReview, ageLimit }) => ({
            extension: [
              { url: EXT.needsReview, valueBoolean: needsReview },
              ...(ageLimit ? [{ url: EXT.ageLimit, valueInteger: ageLimit }] : []),
            ],
            code,
            display,
          })),
        },
      ],
    },
  };
}

/** R4 cannot search an Organization by its telecom: each fax number is an identifier too. */
function numberIdentifier(number: string): Identifier {
  return { system: TEL, value: telUri(number) };
}
