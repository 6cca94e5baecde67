import type { Communication } from '@medplum/fhirtypes';
import type { DocumentType } from '../clinic/documentTypes.ts';
import type { Fax } from '../fax/fax.ts';
import type { Act } from '../fax/marks.ts';
import { parseFax } from '../fax/parseFax.ts';
import type { PatientSummary } from '../patient/patient.ts';

/** Faxes as the systems Faxwell reads write them, for tests. */

export const FAXWRIT = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationMode', code: 'FAXWRIT' }],
};

const INBOUND = {
  coding: [{ system: 'http://medplum.com/fhir/CodeSystem/fax-direction', code: 'inbound' }],
};

/** https://www.medplum.com/docs/integration/efax: the documented received fax. */
export const medplumInbound: Communication = {
  resourceType: 'Communication',
  id: 'medplum-1',
  meta: { versionId: '1', lastUpdated: '2026-11-20T09:41:03.000Z' },
  status: 'completed',
  identifier: [{ system: 'https://efax.com', value: 'fax-67890' }],
  medium: [FAXWRIT],
  category: [INBOUND],
  extension: [{ url: 'https://efax.com/originating-fax-number', valueString: '15551234567' }],
  recipient: [{ reference: 'Practitioner/recipient-id' }],
  sent: '2026-11-20T09:41:00Z',
  payload: [
    {
      contentAttachment: {
        url: 'Binary/received-fax-id',
        contentType: 'application/pdf',
        title: 'fax-67890.pdf',
      },
    },
  ],
};

/** Medplum's newer payload: the document is a DocumentReference. */
export const medplumByReference: Communication = {
  ...medplumInbound,
  id: 'medplum-2',
  payload: [{ contentReference: { reference: 'DocumentReference/doc-1' } }],
};

/** Oystehr: the caller is a contained Device, the direction only in a status extension. */
export const oystehrInbound: Communication = {
  resourceType: 'Communication',
  id: 'oystehr-1',
  meta: { versionId: 'a1', lastUpdated: '2026-11-20T09:44:03.000Z' },
  status: 'completed',
  medium: [
    {
      coding: [
        {
          system: 'https://terminology.hl7.org/6.0.2/ValueSet-v3-ParticipationMode.html',
          code: 'FAXWRIT',
          display: 'telefax',
        },
      ],
    },
  ],
  contained: [
    { resourceType: 'Device', id: 'sender', identifier: [{ system: 'phone', value: '+16285550177' }] },
  ],
  sender: { reference: '#sender' },
  sent: '2026-11-20T09:44:00Z',
  received: '2026-11-20T09:44:02Z',
  payload: [{ contentAttachment: { url: 'https://project-api.zapehr.com/v1/z3/bucket/fax.pdf' } }],
  extension: [
    { url: 'https://extensions.fhir.oystehr.com/fax-pages', valueInteger: 12 },
    { url: 'https://extensions.fhir.oystehr.com/inbound-fax-status', valueString: 'received' },
  ],
};

/** Oystehr's answer to sending: also FAXWRIT, and not a received fax. */
export const oystehrOutbound: Communication = {
  resourceType: 'Communication',
  id: 'oystehr-2',
  meta: { versionId: 'b1', lastUpdated: '2026-11-20T10:06:35.666Z' },
  status: 'in-progress',
  medium: oystehrInbound.medium,
  sender: { reference: 'HealthcareService/79ac80be' },
  recipient: [{ reference: 'Practitioner/51940f7e' }],
  sent: '2026-11-20T10:06:34.292Z',
  extension: [
    {
      url: 'https://extensions.fhir.oystehr.com/outbound-fax-status',
      valueCodeableConcept: {
        coding: [
          {
            system: 'https://terminology.fhir.oystehr.com/CodeSystem/outbound-fax-status',
            code: 'QUEUED',
          },
        ],
      },
    },
  ],
};

/** A fax as Faxwell's own gateway writes it down, with an element of somebody else's beside. */
export const openFax: Communication = {
  resourceType: 'Communication',
  id: 'fax-1',
  meta: { versionId: '1', lastUpdated: '2026-11-20T09:41:02.000Z' },
  status: 'completed',
  identifier: [{ system: 'urn:faxwell:carrier:loopback', value: '8842' }],
  medium: [FAXWRIT],
  category: [
    INBOUND,
    { coding: [{ system: 'https://other.example/route', code: 'north' }] },
    {
      coding: [{ system: 'urn:faxwell:fax-state', code: 'open' }],
      extension: [{ url: 'urn:faxwell:at', valueDateTime: '2026-11-20T09:41:02.000Z' }],
    },
  ],
  sender: {
    reference: 'Organization/lakeside',
    display: 'Lakeside Cardiology',
    identifier: { system: 'urn:ietf:rfc:3966', value: 'tel:+14155550123' },
  },
  recipient: [
    {
      reference: 'HealthcareService/referrals',
      display: 'Referrals',
      identifier: { system: 'urn:ietf:rfc:3966', value: 'tel:+14155550101' },
    },
  ],
  sent: '2026-11-20T09:41:00Z',
  received: '2026-11-20T09:41:01.000Z',
  topic: { text: 'Lakeside Cardiology +14155550123 Referral letter' },
  extension: [
    { url: 'https://extensions.fhir.oystehr.com/fax-pages', valueInteger: 3 },
    { url: 'https://other.example/mood', valueString: 'fine' },
  ],
  payload: [
    {
      extension: [{ url: 'urn:faxwell:payload-role', valueCode: 'document' }],
      contentAttachment: { url: 'Binary/shown', contentType: 'application/pdf', title: 'Referral letter' },
    },
    {
      extension: [{ url: 'urn:faxwell:payload-role', valueCode: 'original' }],
      contentAttachment: { url: 'Binary/came', contentType: 'image/tiff' },
    },
  ],
};

export const TYPES: readonly DocumentType[] = [
  { code: '57133-1', display: 'Referral note', needsReview: true },
  { code: '64290-0', display: 'Insurance', needsReview: false },
];

export const DANA = { reference: 'Practitioner/dana', display: 'Dana Reyes' };
export const KHAN = { reference: 'Practitioner/khan', display: 'Dr. M. Khan' };

export const ALVAREZ: PatientSummary = {
  reference: 'Patient/alvarez',
  name: 'Maria Alvarez',
  birthDate: '1961-03-14',
  mrn: '48213',
  gender: 'female',
};
export const LEE: PatientSummary = { reference: 'Patient/lee', name: 'Tom Lee', birthDate: '1990-01-02' };

/** Somebody's act, `minutes` after ten. */
export function actAt(minutes: number, by = DANA): Act {
  return { by, at: `2026-11-20T10:${String(minutes).padStart(2, '0')}:00.000Z` };
}

/** The fax of a Communication that is known to be one. */
export function faxOf(communication: Communication): Fax {
  const parsed = parseFax(communication);
  if (!parsed.ok) {
    throw new Error(parsed.error);
  }
  return parsed.value;
}
