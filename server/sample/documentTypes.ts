import type { Label } from '../../src/domain/clinic/labels.ts';

/** LOINC codes by the names letters use for them. https://loinc.org */
export const TYPE = {
  referral: '57133-1',
  consult: '11488-4',
  laboratory: '11502-2',
  imaging: '18748-4',
  pathology: '11526-1',
  ekg: '11524-6',
  discharge: '18842-5',
  procedure: '28570-0',
  refill: '57833-6',
  priorAuthorization: '52034-6',
  insurance: '64291-8',
  records: '64292-6',
  administrative: '51851-4',
} as const;

export type SampleTypeCode = (typeof TYPE)[keyof typeof TYPE];

/** The sample clinic's document types, as LOINC codes with the words its staff use. */
export interface SampleDocumentType {
  readonly code: SampleTypeCode;
  readonly display: string;
  /** Whether a practitioner has to read such a document. */
  readonly needsReview: boolean;
  /** Hours after which one that waits is pointed out. */
  readonly ageLimit?: number;
}

export const SAMPLE_DOCUMENT_TYPES: readonly SampleDocumentType[] = [
  { code: TYPE.referral, display: 'Referral note', needsReview: true, ageLimit: 24 },
  { code: TYPE.consult, display: 'Consult note', needsReview: true },
  { code: TYPE.laboratory, display: 'Laboratory report', needsReview: true, ageLimit: 8 },
  { code: TYPE.imaging, display: 'Diagnostic imaging study', needsReview: true },
  { code: TYPE.pathology, display: 'Pathology study', needsReview: true },
  { code: TYPE.ekg, display: 'EKG study', needsReview: true },
  { code: TYPE.discharge, display: 'Discharge summary', needsReview: true, ageLimit: 24 },
  { code: TYPE.procedure, display: 'Procedure note', needsReview: true },
  // LOINC: Prescription for medication. The prescriber decides on a refill.
  { code: TYPE.refill, display: 'Refill request', needsReview: true, ageLimit: 4 },
  // LOINC: Payer letter.
  { code: TYPE.priorAuthorization, display: 'Prior authorization', needsReview: false, ageLimit: 24 },
  // LOINC: Health insurance-related form.
  { code: TYPE.insurance, display: 'Insurance letter', needsReview: false },
  // LOINC: Release of information consent.
  { code: TYPE.records, display: 'Medical records request', needsReview: false, ageLimit: 72 },
  { code: TYPE.administrative, display: 'Administrative note', needsReview: false, ageLimit: 72 },
];

export const SAMPLE_LABELS: readonly Label[] = [
  { code: 'call-patient', display: 'Call patient' },
  { code: 'waiting-for-records', display: 'Waiting for records' },
  { code: 'to-sign', display: 'To sign' },
  { code: 'interpreter', display: 'Interpreter needed' },
  { code: 'billing', display: 'Billing' },
];
