import type { CodeableConcept, Coding, Extension, Identifier, Reference, Resource } from '@medplum/fhirtypes';

/** Small readers and writers of FHIR elements, tolerant of what is missing. */

/** A reference to a resource as we hold it: `Type/id` and the words to show for it. */
export interface Party {
  readonly reference: string;
  readonly display?: string;
}

/** The elements of an array, or none when a foreign resource holds something else there. */
export function listOf<T>(value: readonly T[] | undefined): readonly T[] {
  return Array.isArray(value) ? value : [];
}

/** Whether a concept has a code of a system; any code of it when none is named. */
export function hasCode(concept: CodeableConcept, system: string, code?: string): boolean {
  return codingOf(concept, system, code) !== undefined;
}

/** The first coding of a concept in a system, with the code when one is named. */
export function codingOf(
  concept: CodeableConcept | undefined,
  system: string,
  code?: string,
): Coding | undefined {
  return listOf(concept?.coding).find((c) => c.system === system && (code === undefined || c.code === code));
}

/** The first extension of an element with a URL. */
export function extensionOf(
  element: { extension?: Extension[] } | undefined,
  url: string,
): Extension | undefined {
  return listOf(element?.extension).find((e) => e.url === url);
}

/** The value of the first identifier in a system. */
export function identifierOf(
  element: { identifier?: Identifier[] } | undefined,
  system: string,
): string | undefined {
  return listOf(element?.identifier).find((i) => i.system === system)?.value;
}

/** `Type/id` of a literal reference, `undefined` for a contained, logical or missing one. */
export function literalReference(reference: Reference | undefined): string | undefined {
  const value = reference?.reference;
  return value && /^[A-Za-z]+\/[A-Za-z0-9.-]{1,64}$/.test(value) ? value : undefined;
}

/** What a reference points to, as we hold it; `undefined` for one that is not literal. */
export function partyOf(reference: Reference | undefined): Party | undefined {
  const literal = literalReference(reference);
  return literal
    ? { reference: literal, ...(reference?.display && { display: reference.display }) }
    : undefined;
}

/** The FHIR Reference of a party. */
export function referenceTo<T extends Resource = Resource>(party: Party): Reference<T> {
  return { reference: party.reference, ...(party.display && { display: party.display }) };
}

/** The id in `Type/id`. */
export function idOf(reference: string): string {
  return reference.slice(reference.indexOf('/') + 1);
}

/** The `If-Match` value that names exactly the version a resource was read in. */
export function versionTag(resource: Resource): string {
  return `W/"${resource.meta?.versionId ?? ''}"`;
}

/** Comma, bar, dollar and backslash are operators in a search value: https://hl7.org/fhir/R4/search.html#escaping */
export function escapeSearchValue(word: string): string {
  return word.replace(/[\\,$|]/g, '\\$&');
}
