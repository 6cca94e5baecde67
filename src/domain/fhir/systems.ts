/**
 * Every code system, identifier system and extension Faxwell reads or writes, each once.
 * Ours start with `urn:faxwell:`; the others belong to the standard or to the systems whose faxes we read.
 */

/** https://terminology.hl7.org/CodeSystem-v3-ParticipationMode.html: `FAXWRIT` marks a Communication as a fax. */
export const PARTICIPATION_MODE = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationMode';
export const FAX_MEDIUM_CODE = 'FAXWRIT';

/** Medplum's code system for the direction of a fax, our first `category`. */
export const FAX_DIRECTION = 'http://medplum.com/fhir/CodeSystem/fax-direction';
export const LOINC = 'http://loinc.org';

/** https://www.rfc-editor.org/rfc/rfc3966: `tel:` URIs as identifiers of numbers. */
export const TEL = 'urn:ietf:rfc:3966';

export const FAX_STATE = 'urn:faxwell:fax-state';
export const FAX_FLAG = 'urn:faxwell:fax-flag';
export const LABEL = 'urn:faxwell:label';
export const TASK_CODE = 'urn:faxwell:task';
export const FILING = 'urn:faxwell:filing';
export const ORGANIZATION_IDENTIFIER = 'urn:faxwell:organization';
export const MRN = 'urn:faxwell:mrn';
/** Names the form a patient was made with, so that sending it twice makes one. */
export const PATIENT_REQUEST = 'urn:faxwell:patient-request';
export const WORK_IDENTIFIER = 'urn:faxwell:fax-work';
/** The absence of a person, one each. */
export const ABSENCE_IDENTIFIER = 'urn:faxwell:absence';
/** What the front desk may do with charts: the clinic's one setting. */
export const FILING_RIGHTS_IDENTIFIER = 'urn:faxwell:filing-rights';
/** The setting of a number that is blocked, or was: a `tel:` URI, one each. */
export const BLOCKED_SENDER_IDENTIFIER = 'urn:faxwell:blocked-sender';
/** The views of a person. */
export const VIEW_IDENTIFIER = 'urn:faxwell:view';
export const INTAKE_IDENTIFIER = 'urn:faxwell:intake';
/** The support id of a delivery, on its intake Task and on the fax it became. */
export const SUPPORT_IDENTIFIER = 'urn:faxwell:support';
/** On a fax: the SHA-256 of the file as it arrived, lower-case hex, so that a file that came twice is found. */
export const DOCUMENT_SHA256 = 'urn:faxwell:document-sha256';
export const ATTENTION_IDENTIFIER = 'urn:faxwell:attention';
export const ATTENTION_REASON = 'urn:faxwell:attention-reason';
/** Followed by a carrier's name: the identifier system of that carrier's fax ids, where it has none of its own. */
export const CARRIER_PREFIX = 'urn:faxwell:carrier:';
export const DOCUMENT_TYPES_URL = 'urn:faxwell:document-types';
export const AUDIT_SUBTYPE = 'urn:faxwell:audit';

/** Extensions of ours. */
export const EXT = {
  /** Who set a state or flag, when and why; on the CodeableConcept. On a Task: who changed its owner, or finished it. */
  by: 'urn:faxwell:by',
  at: 'urn:faxwell:at',
  why: 'urn:faxwell:why',
  /** One filing decision on a fax: filing, patient, type, pages, by, at, filed, retired. */
  filingPart: 'urn:faxwell:filing-part',
  /** What somebody who may not file proposes: patient, type, pages, by, at. */
  proposed: 'urn:faxwell:proposed',
  /** Pages of a fax that belong on no chart: pages, by, at. */
  pagesNotNeeded: 'urn:faxwell:pages-not-needed',
  /** On the attachment of a part's document: `done`, or why the whole file stands there for good. */
  cut: 'urn:faxwell:cut',
  /** Why the document of a fax cannot be shown, as a code. */
  documentProblem: 'urn:faxwell:document-problem',
  /** Where the ink of the first pages lies, to find faxes that may be the same. */
  pageFingerprints: 'urn:faxwell:page-fingerprints',
  /** The earlier fax this one repeats: fax, kind, sent, pages. */
  duplicateOf: 'urn:faxwell:duplicate-of',
  /** On a payload: `document` is what is shown, `original` is what arrived. */
  payloadRole: 'urn:faxwell:payload-role',
  /** On a concept of the document types: whether a practitioner has to review it. */
  needsReview: 'urn:faxwell:needs-review',
  /** On a concept of the document types: after how many hours of waiting such a fax is pointed out. */
  ageLimit: 'urn:faxwell:age-limit',
  /** On a setting (`Basic`): the version of its JSON value, and the value. */
  schemaVersion: 'urn:faxwell:schema-version',
  value: 'urn:faxwell:value',
  /** On a work Task: where it was routed, and goes back to when whoever claimed it lets it go. */
  routedTo: 'urn:faxwell:routed-to',
  /** On a Task the gateway works: until when nobody else takes it, and how often it was tried. */
  lease: 'urn:faxwell:lease',
  attempts: 'urn:faxwell:attempts',
  /** SHA-256 of an attachment, lower-case hex. FHIR's own `hash` is SHA-1. */
  sha256: 'urn:faxwell:sha-256',
  /** Bytes of a Binary, on its `meta`. */
  size: 'urn:faxwell:size',
} as const;

/** Extensions and systems of others. */
export const EFAX_ORIGINATING_NUMBER = 'https://efax.com/originating-fax-number';
export const OYSTEHR_FAX_PAGES = 'https://extensions.fhir.oystehr.com/fax-pages';
export const OYSTEHR_INBOUND_STATUS = 'https://extensions.fhir.oystehr.com/inbound-fax-status';
export const OYSTEHR_OUTBOUND_STATUS = 'https://extensions.fhir.oystehr.com/outbound-fax-status';
export const AUDIT_EVENT_TYPE = 'http://terminology.hl7.org/CodeSystem/audit-event-type';
