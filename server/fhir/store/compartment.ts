/**
 * The search parameters by which a resource belongs to a patient.
 * @see https://hl7.org/fhir/R4/compartmentdefinition-patient.html
 */
const PATIENT_COMPARTMENT: Record<string, readonly string[]> = {
  AuditEvent: ['patient'],
  Basic: ['patient', 'author'],
  CareTeam: ['patient', 'participant'],
  Communication: ['subject', 'sender', 'recipient'],
  DiagnosticReport: ['subject'],
  DocumentReference: ['subject', 'author'],
  Encounter: ['subject'],
  Group: ['member'],
  List: ['subject', 'source'],
  Observation: ['subject', 'performer'],
  Patient: ['link'],
  Provenance: ['patient'],
  RelatedPerson: ['patient'],
  ServiceRequest: ['subject', 'performer'],
  Task: ['patient', 'focus'],
};

export function compartmentParameters(resourceType: string): readonly string[] {
  return PATIENT_COMPARTMENT[resourceType] ?? [];
}
