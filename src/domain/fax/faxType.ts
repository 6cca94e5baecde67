import type { CodeableConcept } from '@medplum/fhirtypes';
import { LOINC } from '../fhir/systems.ts';
import type { FaxType } from './fax.ts';

/** The concept of a document type. */
export function makeType(type: FaxType): CodeableConcept {
  return { coding: [{ system: LOINC, code: type.code, display: type.display }] };
}
