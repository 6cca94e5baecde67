import type { CodeableConcept, Communication, Extension } from '@medplum/fhirtypes';
import type { Label } from '../clinic/labels.ts';
import { codingOf, listOf, type Party, referenceTo } from '../fhir/elements.ts';
import { EXT, FAX_FLAG, FAX_STATE, LABEL } from '../fhir/systems.ts';
import type { FaxFlag, FaxState, Mark } from './fax.ts';

/** Who does something to a fax and when: every writer of triage takes one. `at` is an instant. */
export interface Act {
  readonly by: Party;
  readonly at: string;
  readonly why?: string;
}

/** The extensions that say who, when and why. */
export function makeMark(mark: Mark): Extension[] {
  return [
    ...(mark.by ? [{ url: EXT.by, valueReference: referenceTo(mark.by) }] : []),
    ...(mark.at ? [{ url: EXT.at, valueDateTime: mark.at }] : []),
    ...(mark.why ? [{ url: EXT.why, valueString: mark.why }] : []),
  ];
}

/** `category` without any concept of a system (or only of one code in it); other systems' concepts stay. */
function without(categories: readonly CodeableConcept[] | undefined, system: string, code?: string) {
  return listOf(categories).filter((concept) => !codingOf(concept, system, code));
}

/** A Communication in exactly one state, marked with who put it there. */
export function withState(communication: Communication, state: FaxState, mark: Mark): Communication {
  const concept = { coding: [{ system: FAX_STATE, code: state }], extension: makeMark(mark) };
  return { ...communication, category: [...without(communication.category, FAX_STATE), concept] };
}

/** A Communication with a flag, marked with who set it; one that stood before is replaced. */
export function withFlag(communication: Communication, flag: FaxFlag, mark: Mark): Communication {
  const extension = makeMark(mark);
  const concept = {
    coding: [{ system: FAX_FLAG, code: flag }],
    ...(extension.length > 0 && { extension }),
  };
  return { ...communication, category: [...without(communication.category, FAX_FLAG, flag), concept] };
}

/** A Communication without a flag. */
export function withoutFlag(communication: Communication, flag: FaxFlag): Communication {
  return { ...communication, category: without(communication.category, FAX_FLAG, flag) };
}

/** A Communication with a label, marked with who put it on; one that stood before is replaced. */
export function withLabel(communication: Communication, { code, display }: Label, mark: Mark): Communication {
  const concept = { coding: [{ system: LABEL, code, display }], extension: makeMark(mark) };
  return { ...communication, category: [...without(communication.category, LABEL, code), concept] };
}

/** A Communication without a label. */
export function withoutLabel(communication: Communication, code: string): Communication {
  return { ...communication, category: without(communication.category, LABEL, code) };
}

/** The one concept of a system replaced, or removed when `concept` is absent. */
export function withConcept(
  communication: Communication,
  system: string,
  concept: CodeableConcept | undefined,
): Communication {
  return {
    ...communication,
    category: [...without(communication.category, system), ...(concept ? [concept] : [])],
  };
}
