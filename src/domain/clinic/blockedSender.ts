import type { Basic } from '@medplum/fhirtypes';
import type { Mark } from '../fax/fax.ts';
import type { Act } from '../fax/marks.ts';
import {
  codingOf,
  extensionOf,
  identifierOf,
  listOf,
  type Party,
  partyOf,
  referenceTo,
} from '../fhir/elements.ts';
import { BLOCKED_SENDER_IDENTIFIER, EXT, TASK_CODE } from '../fhir/systems.ts';
import { isE164 } from '../intake/caller.ts';
import { numberOfTel, telUri } from '../phone/phone.ts';

/** What the desk decided about one number: faxes from it go to Junk on arrival, or do so no longer. */
export interface SenderBlock {
  /** E.164. */
  readonly number: string;
  /** Why it is blocked, in the words of whoever did it; absent: it is not blocked any more. */
  readonly reason?: string;
  /** Who blocked it, or let it through again. */
  readonly act: Act;
}

/** The setting of a number, as far as this version understands it. */
export type SenderSetting =
  | ({ readonly kind: 'block' } & SenderBlock)
  /** A newer version wrote it: shown, and left alone. */
  | { readonly kind: 'newer'; readonly number: string };

/** The version of the JSON value we write; a newer one is left to whoever wrote it. */
const SCHEMA_VERSION = 1;

/** Ready reasons, by number. */
export const BLOCK_REASONS = [
  'Advertising',
  'Fraud',
  'Meant for somebody else',
  'Blank or endless pages',
] as const;

/** The one setting of a number. `standing` keeps what else is on the resource. */
export function makeSenderBlock({ number, reason, act }: SenderBlock, standing?: Basic): Basic {
  const ours: readonly string[] = [EXT.schemaVersion, EXT.value];
  const others = listOf(standing?.extension).filter(({ url }) => !ours.includes(url));
  const value: Value = { number, ...(reason && { reason }), by: act.by, at: act.at };
  return {
    ...standing,
    resourceType: 'Basic',
    identifier: [{ system: BLOCKED_SENDER_IDENTIFIER, value: telUri(number) }],
    code: { coding: [{ system: TASK_CODE, code: 'blocked-sender' }] },
    author: referenceTo(act.by),
    extension: [
      ...others,
      { url: EXT.schemaVersion, valueInteger: SCHEMA_VERSION },
      { url: EXT.value, valueString: JSON.stringify(value) },
    ],
  };
}

/** The search for the setting of a number. */
export function senderBlockQuery(number: string): [name: string, value: string][] {
  return [['identifier', `${BLOCKED_SENDER_IDENTIFIER}|${telUri(number)}`]];
}

interface Value {
  readonly number?: unknown;
  readonly reason?: unknown;
  readonly by?: Party;
  readonly at?: unknown;
}

/** Reads the setting of a number; `undefined` when it is none. */
export function parseSenderSetting(basic: Basic): SenderSetting | undefined {
  const number = numberOfTel(identifierOf(basic, BLOCKED_SENDER_IDENTIFIER));
  if (!number || !codingOf(basic.code, TASK_CODE, 'blocked-sender')) {
    return undefined;
  }
  if ((extensionOf(basic, EXT.schemaVersion)?.valueInteger ?? Number.POSITIVE_INFINITY) > SCHEMA_VERSION) {
    return { kind: 'newer', number };
  }
  const { reason, by: author, at } = readValue(extensionOf(basic, EXT.value)?.valueString);
  const by = partyOf(author);
  if (!by || typeof at !== 'string' || Number.isNaN(Date.parse(at))) {
    return undefined;
  }
  const isBlocked = typeof reason === 'string' && reason !== '';
  return { kind: 'block', number, ...(isBlocked && { reason }), act: { by, at } };
}

function readValue(text: string | undefined): Value {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    // Each part is looked at above.
    return typeof value === 'object' && value !== null ? (value as Value) : {};
  } catch {
    return {};
  }
}

/** Whether faxes from the number go to Junk. What a newer version means is not known: its faxes come as usual. */
export function isBlocking(
  setting: SenderSetting | undefined,
): setting is SenderBlock & { kind: 'block'; reason: string } {
  return setting?.kind === 'block' && setting.reason !== undefined;
}

/** On the state of a fax that went to Junk by a block: who had blocked its sender, and why. */
export function blockMark({ reason, act }: SenderBlock, at: string): Mark {
  return { by: act.by, at, why: whyBlocked(reason ?? '') };
}

const WHY = 'Blocked sender: ';

/** Why a fax of a blocked sender is in Junk. */
export function whyBlocked(reason: string): string {
  return WHY + reason;
}

/** The reason of the block again. */
export function reasonBlocked(why: string): string {
  return why.startsWith(WHY) ? why.slice(WHY.length) : why;
}

/** Why faxes from a number cannot be blocked, as a sentence; `undefined` when they can. */
export function whyNotBlockable(number: string | undefined): string | undefined {
  if (number === undefined) {
    return 'The sender withheld the number: there is nothing to block.';
  }
  return isE164(number) ? undefined : `“${number}”, which came in place of a number, cannot be blocked.`;
}
