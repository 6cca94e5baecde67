import type { Communication, Extension } from '@medplum/fhirtypes';
import { type DuplicateOf, type Fax, isInState } from '../fax/fax.ts';
import { listOf } from '../fhir/elements.ts';
import { EXT } from '../fhir/systems.ts';
import { type Fingerprint, fingerprintDistance } from './fingerprint.ts';

/** What was found out about a fax by looking for earlier ones. */
export interface Compared {
  readonly fingerprint?: Fingerprint;
  readonly duplicateOf?: DuplicateOf;
}

/** How far back the same pages are looked for, and in how many faxes of one sender. */
export const LOOK_BACK = { days: 90, faxes: 50 } as const;

/** The fax with what was found out; `undefined` when that stands there already, or is nothing. */
export function makeCompared(fax: Fax, { fingerprint, duplicateOf }: Compared): Communication | undefined {
  const added: Extension[] = [
    ...(fingerprint && !fax.fingerprint ? [{ url: EXT.pageFingerprints, valueString: fingerprint }] : []),
    ...(duplicateOf && !fax.duplicateOf ? [makeDuplicateOf(duplicateOf)] : []),
  ];
  return added.length > 0
    ? { ...fax.communication, extension: [...listOf(fax.communication.extension), ...added] }
    : undefined;
}

function makeDuplicateOf({ reference, kind, sent, pages }: DuplicateOf): Extension {
  return {
    url: EXT.duplicateOf,
    extension: [
      { url: 'fax', valueReference: { reference } },
      { url: 'kind', valueCode: kind },
      ...(sent ? [{ url: 'sent', valueInstant: sent }] : []),
      ...(pages ? [{ url: 'pages', valueInteger: pages }] : []),
    ],
  };
}

/** The fax this one would repeat: the newest that came before it, of those that are not thrown away where there are any. */
export function pickEarlier(fax: Fax, found: readonly Fax[]): Fax | undefined {
  const earlier = found
    .filter((other) => isEarlier(other, fax))
    .toSorted((a, b) => (isEarlier(a, b) ? 1 : -1));
  return earlier.find((other) => !isThrownAway(other)) ?? earlier[0];
}

/** Two that were written at once must not each repeat the other. */
function isEarlier(one: Fax, other: Fax): boolean {
  const [a, b] = [one.received ?? one.sent ?? '', other.received ?? other.sent ?? ''];
  return one.id !== other.id && (a < b || (a === b && one.id < other.id));
}

/** Fingerprints further apart are of different pages; a second scan of one page moves them by less. */
const NEAR = 0.04;

/** So many of the newest, and of the nearest, are laid under it: each costs a processor a quarter of a second. */
const LOOKED_AT = 6;

/**
 * Earlier faxes whose pages may be the same: what is not thrown away first, then the nearest. Forms of one sender are
 * near each other whoever they are about, so the newest count too: what is sent again is mostly sent again soon.
 */
export function chooseCandidates(fax: Fax, fingerprint: Fingerprint, found: readonly Fax[]): Fax[] {
  const distanceTo = (other: Fax) => fingerprintDistance(fingerprint, other.fingerprint ?? '') ?? 1;
  const newest = found
    .filter((other) => isEarlier(other, fax) && other.pageCount === fax.pageCount)
    .filter((other) => isNear(fingerprint, other.fingerprint))
    .toSorted((a, b) => (isEarlier(a, b) ? 1 : -1));
  const nearest = newest.toSorted((a, b) => distanceTo(a) - distanceTo(b));
  const chosen = new Set([...newest.slice(0, LOOKED_AT), ...nearest.slice(0, LOOKED_AT)]);
  return nearest
    .filter((other) => chosen.has(other))
    .toSorted((a, b) => Number(isThrownAway(a)) - Number(isThrownAway(b)));
}

/** Whether the pages behind two fingerprints are worth being laid over each other. */
export function isNear(one: Fingerprint | undefined, other: Fingerprint | undefined): boolean {
  return (fingerprintDistance(one ?? '', other ?? '') ?? 1) <= NEAR;
}

function isThrownAway(fax: Fax): boolean {
  return isInState(fax, 'junk', 'trash');
}
