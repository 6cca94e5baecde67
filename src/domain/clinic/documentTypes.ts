import type { ValueSet } from '@medplum/fhirtypes';
import { currentParts, type Fax, type FaxType, hasFlag } from '../fax/fax.ts';
import { extensionOf, listOf } from '../fhir/elements.ts';
import { EXT, LOINC } from '../fhir/systems.ts';

/** A document type as the clinic lists it. */
export interface DocumentType extends FaxType {
  /** Whether a practitioner has to read such a document before the fax is done. */
  readonly needsReview: boolean;
  /** After how many hours of waiting such a fax is pointed out; absent: the clinic has set none. */
  readonly ageLimit?: number;
}

/** The clinic's document types in their order, from the ValueSet `urn:faxwell:document-types`. */
export function parseDocumentTypes(valueSet: ValueSet | undefined): DocumentType[] {
  return listOf(valueSet?.compose?.include)
    .filter((include) => include.system === LOINC)
    .flatMap((include) => listOf(include.concept))
    .flatMap((concept) => {
      const ageLimit = extensionOf(concept, EXT.ageLimit)?.valueInteger;
      return concept.code
        ? [
            {
              code: concept.code,
              display: concept.display ?? concept.code,
              needsReview: extensionOf(concept, EXT.needsReview)?.valueBoolean ?? true,
              ...(ageLimit !== undefined && ageLimit > 0 && { ageLimit }),
            },
          ]
        : [];
    });
}

/**
 * A fax without type, or with one the clinic does not list, needs a review: nothing clinical slips by unread. One that
 * is filed in parts needs it when one of them does.
 */
export function needsReview(fax: Fax, types: readonly DocumentType[]): boolean {
  const filed = hasFlag(fax, 'in-parts') ? currentParts(fax).map((part) => part.type) : [fax.type];
  return filed.some((type) => types.find(({ code }) => code === type?.code)?.needsReview ?? true);
}

/** After how many hours of waiting a fax is pointed out; `undefined` where the clinic has set no limit for its type. */
export function ageLimitOf(fax: Fax, types: readonly DocumentType[]): number | undefined {
  return types.find(({ code }) => code === fax.type?.code)?.ageLimit;
}
