import type { Task } from '@medplum/fhirtypes';
import { currentParts, type Fax, type FilingPart } from '../fax/fax.ts';
import { referenceTo } from '../fhir/elements.ts';
import { ATTENTION_IDENTIFIER } from '../fhir/systems.ts';
import { makeAttentionTask } from '../intake/attentionTask.ts';
import { describePages, pagesIn } from './pageRanges.ts';

/**
 * What whoever reviewed a fax has to be told: that it was on the chart of somebody else, who may have been treated by
 * it. One Task for each filing that stood at the review and was taken back by another person since, unless the patient
 * still has pages of the fax. Told from the fax alone, so that any number of workers tell it once.
 */
export function movedNotices(fax: Fax): Task[] {
  const { by: reviewer, at: reviewedAt } = fax.flags.reviewed ?? {};
  if (!reviewer || !reviewedAt) {
    return [];
  }
  return fax.parts
    .filter(
      (part) =>
        part.retired &&
        isBefore(part.filedAt, reviewedAt) &&
        isBefore(reviewedAt, part.mark.at) &&
        part.mark.by?.reference !== reviewer.reference &&
        !currentParts(fax).some(({ patient }) => patient.reference === part.patient.reference),
    )
    .map((part) => ({
      ...makeAttentionTask(`Communication/${fax.id}`, 'moved-after-review', part.mark.at ?? reviewedAt),
      identifier: [{ system: ATTENTION_IDENTIFIER, value: `${fax.id}-moved-${part.filingId}` }],
      description: describeMove(fax, part),
      owner: referenceTo(reviewer),
    }));
}

/** `Reviewed on the chart of Maria Alvarez. Dana Reyes took it off since; the fax is on the chart of Tom Lee now.` */
function describeMove(fax: Fax, part: FilingPart): string {
  const what = part.pages ? describePages(pagesIn(part.pages)) : 'it';
  const who = part.mark.by?.display ?? 'Somebody';
  const from = part.patient.display ?? 'another patient';
  const others = new Set(currentParts(fax).map(({ patient }) => patient.display ?? 'another patient'));
  const now = others.size > 0 ? `on the chart of ${[...others].join(' and ')}` : 'on no chart';
  return `Reviewed on the chart of ${from}. ${who} took ${what} off since; the fax is ${now} now.`;
}

function isBefore(a: string | undefined, b: string | undefined): boolean {
  return Date.parse(a ?? '') <= Date.parse(b ?? '');
}
