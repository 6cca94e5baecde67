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

/** A new label of these words; `undefined` when there are none, or the clinic has one of them already. */
export function newLabel(words: string, labels: readonly Label[]): Label | undefined {
  const display = words.replace(/\s+/g, ' ').trim().slice(0, LONGEST_NAME).trim();
  const isTaken = labels.some((label) => label.display.toLowerCase() === display.toLowerCase());
  if (display === '' || isTaken) {
    return undefined;
  }
  const plain = display.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const code = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'label';
  const codes = new Set(labels.map((label) => label.code));
  let free = code;
  for (let count = 2; codes.has(free); count++) {
    free = `${code}-${count}`;
  }
  return { code: free, display };
}

/** As much as a chip has room for. */
const LONGEST_NAME = 40;

/** The clinic's words for a label; one that is not listed (any more) keeps those it was put on with. */
export function labelName(label: Label, labels: readonly Label[]): string {
  return labels.find(({ code }) => code === label.code)?.display ?? label.display;
}
