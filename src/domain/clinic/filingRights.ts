import type { Basic } from '@medplum/fhirtypes';
import { codingOf, extensionOf, listOf, type Party, referenceTo } from '../fhir/elements.ts';
import { EXT, FILING_RIGHTS_IDENTIFIER, TASK_CODE } from '../fhir/systems.ts';

/** What the front desk may do with charts: file, or only propose to those who may. Everybody else files. */
export type FilingRights = 'file' | 'propose';

/** The version of the JSON value we write; a newer one is left to whoever wrote it. */
const SCHEMA_VERSION = 1;

/** The identifier's value: a clinic has one such setting. */
export const FILING_RIGHTS_KEY = 'clinic';

/** The clinic's setting; `standing` keeps what else is on the resource. */
export function makeFilingRights(rights: FilingRights, author: Party, standing?: Basic): Basic {
  const ours: readonly string[] = [EXT.schemaVersion, EXT.value];
  const others = listOf(standing?.extension).filter(({ url }) => !ours.includes(url));
  return {
    ...standing,
    resourceType: 'Basic',
    identifier: [{ system: FILING_RIGHTS_IDENTIFIER, value: FILING_RIGHTS_KEY }],
    code: { coding: [{ system: TASK_CODE, code: 'filing-rights' }] },
    author: referenceTo(author),
    extension: [
      ...others,
      { url: EXT.schemaVersion, valueInteger: SCHEMA_VERSION },
      { url: EXT.value, valueString: JSON.stringify({ frontDesk: rights }) },
    ],
  };
}

/** Reads the setting; `undefined` for any other resource, and for one this version does not understand. */
export function parseFilingRights(basic: Basic): FilingRights | undefined {
  const version = extensionOf(basic, EXT.schemaVersion)?.valueInteger ?? Number.POSITIVE_INFINITY;
  if (version > SCHEMA_VERSION || !codingOf(basic.code, TASK_CODE, 'filing-rights')) {
    return undefined;
  }
  const text = extensionOf(basic, EXT.value)?.valueString;
  return /"frontDesk":\s*"propose"/.test(text ?? '') ? 'propose' : 'file';
}
