import type { Communication, Extension } from '@medplum/fhirtypes';
import type { Fax, FaxType, FilingPart, FilingProposal } from '../fax/fax.ts';
import { makeType } from '../fax/faxType.ts';
import { type Act, makeMark } from '../fax/marks.ts';
import { extensionOf, listOf, type Party, partyOf, referenceTo } from '../fhir/elements.ts';
import { EXT } from '../fhir/systems.ts';
import { pagesIn } from './pageRanges.ts';

/**
 * What somebody who may not file proposes to those who may: whose chart, which pages, what type. It stands on the fax
 * alone, no document is made by it. Why: docs/decisions/0025-some-only-propose.md.
 */
export interface NewProposal {
  readonly patient: Party;
  readonly type?: FaxType;
  /** As `1-4,7`; absent for the whole fax. */
  readonly pages?: string;
}

/** Proposes, in the place of whatever was proposed for one of these pages before. */
export function makeProposed(fax: Fax, { patient, type, pages }: NewProposal, act: Act): Communication {
  const proposed: Extension = {
    url: EXT.proposed,
    extension: [
      { url: 'patient', valueReference: referenceTo(patient) },
      ...(type ? [{ url: 'type', valueCodeableConcept: makeType(type) }] : []),
      ...(pages ? [{ url: 'pages', valueString: pages }] : []),
      ...makeMark(act),
    ],
  };
  const extension = proposalsBeside(listOf(fax.communication.extension), [pages]);
  return { ...fax.communication, extension: [...extension, proposed] };
}

/** Takes a proposal back, or refuses it. */
export function makeUnproposed(fax: Fax, { patient, pages }: NewProposal): Communication {
  const isMeant = (extension: Extension) =>
    extension.url === EXT.proposed &&
    patientIn(extension) === patient.reference &&
    pagesOf(extension) === pages;
  return {
    ...fax.communication,
    extension: listOf(fax.communication.extension).filter((extension) => !isMeant(extension)),
  };
}

/** The extensions without what was proposed for pages that are filed now. */
export function withoutSettledProposals(
  extensions: readonly Extension[],
  filed: readonly FilingPart[],
): Extension[] {
  return proposalsBeside(
    extensions,
    filed.map(({ pages }) => pages),
  );
}

function proposalsBeside(
  extensions: readonly Extension[],
  taken: readonly (string | undefined)[],
): Extension[] {
  return extensions.filter(
    (extension) =>
      extension.url !== EXT.proposed || !taken.some((pages) => sharePages(pages, pagesOf(extension))),
  );
}

function sharePages(a: string | undefined, b: string | undefined): boolean {
  return !a || !b || pagesIn(a).some((page) => pagesIn(b).includes(page));
}

function patientIn(extension: Extension): string | undefined {
  return partyOf(extensionOf(extension, 'patient')?.valueReference)?.reference;
}

function pagesOf(extension: Extension): string | undefined {
  return extensionOf(extension, 'pages')?.valueString;
}

/** What is proposed on a fax, as text to compare. */
export function proposedFact({ proposed }: Fax): string {
  return proposed.map(describeFact).sort().join();
}

function describeFact({ patient, type, pages }: FilingProposal): string {
  return [patient.reference, pages ?? '', type?.code ?? ''].join(' ');
}
