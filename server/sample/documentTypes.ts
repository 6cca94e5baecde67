/** The sample clinic's document types, as LOINC codes with the words its staff use. https://loinc.org */
export interface SampleDocumentType {
  readonly code: string;
  readonly display: string;
  /** Whether a practitioner has to read such a document. */
  readonly needsReview: boolean;
}

export const SAMPLE_DOCUMENT_TYPES: readonly SampleDocumentType[] = [
  { code: '57133-1', display: 'Referral note', needsReview: true },
  { code: '11488-4', display: 'Consult note', needsReview: true },
  { code: '11502-2', display: 'Laboratory report', needsReview: true },
  { code: '18748-4', display: 'Diagnostic imaging study', needsReview: true },
  { code: '11526-1', display: 'Pathology study', needsReview: true },
  { code: '11524-6', display: 'EKG study', needsReview: true },
  { code: '18842-5', display: 'Discharge summary', needsReview: true },
  { code: '28570-0', display: 'Procedure note', needsReview: true },
  // LOINC: Prescription for medication. The prescriber decides on a refill.
  { code: '57833-6', display: 'Refill request', needsReview: true },
  // LOINC: Payer letter.
  { code: '52034-6', display: 'Prior authorization', needsReview: false },
  // LOINC: Health insurance-related form.
  { code: '64291-8', display: 'Insurance letter', needsReview: false },
  // LOINC: Release of information consent.
  { code: '64292-6', display: 'Medical records request', needsReview: false },
  { code: '51851-4', display: 'Administrative note', needsReview: false },
];

export const SAMPLE_LABELS: readonly { readonly code: string; readonly display: string }[] = [
  { code: 'call-patient', display: 'Call patient' },
  { code: 'waiting-for-records', display: 'Waiting for records' },
  { code: 'to-sign', display: 'To sign' },
  { code: 'interpreter', display: 'Interpreter needed' },
  { code: 'billing', display: 'Billing' },
];
