import type { CodeSystem } from '@medplum/fhirtypes';
import { listOf } from '../fhir/elements.ts';
import { LABEL } from '../fhir/systems.ts';

/** A word of the clinic's own that can be put on any fax. */
export interface Label {
  readonly code: string;
  readonly display: string;
}

/** The clinic's labels in their order, from the CodeSystem `urn:faxwell:label`. */
export function parseLabels(codeSystem: CodeSystem | undefined): Label[] {
  const concepts = listOf(codeSystem?.concept);
  return concepts.flatMap(({ code, display }) => (code ? [{ code, display: display || code }] : []));
}

/** The CodeSystem of these labels; `standing` keeps what else is on it, and on the concepts that stay. */
export function makeLabels(labels: readonly Label[], standing?: CodeSystem): CodeSystem {
  const concepts = new Map(listOf(standing?.concept).map((concept) => [concept.code, concept]));
  return {
    name: 'Labels',
    title: 'Labels',
    status: 'active',
    content: 'complete',
    ...standing,
    resourceType: 'CodeSystem',
    url: LABEL,
    concept: labels.map(({ code, display }) => ({ ...concepts.get(code), code, display })),
  };
}

/** The clinic's words for a label; one that is not listed (any more) keeps those it was put on with. */
export function labelName(label: Label, labels: readonly Label[]): string {
  return labels.find(({ code }) => code === label.code)?.display ?? label.display;
}
