import type { DocumentType } from '../clinic/documentTypes.ts';
import {
  currentParts,
  type Fax,
  type FaxType,
  type FilingProposal,
  filedTo,
  hasFlag,
  isInState,
} from '../fax/fax.ts';
import type { Party } from '../fhir/elements.ts';
import { isFiled } from '../filing/filing.ts';
import { isInParts } from '../filing/parts.ts';
import type { PatientSummary } from '../patient/patient.ts';

/**
 * Whose chart a fax belongs on and what it is, proposed from what was filed from the same number before. Counted, not
 * guessed: a proposal stands with its counts in words, and where they do not point clearly there is none. Why:
 * docs/decisions/0026-proposals-are-counted.md.
 */

/** What is known of a number. */
export interface SenderHistory {
  /** Received from it before, in any order; those nobody is done with do not count. */
  readonly faxes: readonly Fax[];
  /** The patients whose own number it is. */
  readonly owners: readonly PatientSummary[];
}

/** What is proposed, and why: `3 of the last 4 filed from this number went to Maria Alvarez`. */
export interface Proposed<T> {
  readonly value: T;
  readonly reason: string;
}

export interface Proposal {
  readonly patient?: Proposed<Party>;
  readonly type?: Proposed<FaxType>;
  /** By somebody who may not file, and not by counting. */
  readonly person?: FilingProposal;
}

/** How many filings from a number are looked at, how many of the newest count, and how many have to agree. */
const KNOWN = 30;
const NEWEST = 4;
const AGREEING = 3;
/** The same for types: most of the last ten, and more than a coincidence. */
const NEWEST_TYPES = 10;
const TYPED_AT_LEAST = 3;
const SHARE_OF_TYPE = 0.8;

/** Whether anything may be proposed for a fax: somebody has, or it is open, whole, and its number is known. */
export function isProposable(fax: Fax): boolean {
  return fax.proposed.length > 0 || isCountable(fax);
}

/** Whether the filings from its number say anything about a fax. */
export function isCountable(fax: Fax): boolean {
  const isKnown = fax.originatingNumber?.startsWith('+') ?? false;
  const isUndecided = !isFiled(fax) || !fax.type;
  return isKnown && isUndecided && fax.direction === 'inbound' && isInState(fax, 'open') && !isInParts(fax);
}

/** What somebody proposes who may not file: it comes before what is counted. */
export function personsProposal({ proposed: [person] }: Fax): Proposal | undefined {
  if (!person) {
    return undefined;
  }
  const reason = `${person.mark.by?.display ?? 'somebody'} proposes it`;
  return {
    person,
    patient: { value: person.patient, reason },
    ...(person.type && { type: { value: person.type, reason } }),
  };
}

/** What is counted for a fax; nothing of what somebody has decided already, and nothing in doubt. */
export function proposeFor(fax: Fax, history: SenderHistory, types: readonly DocumentType[]): Proposal {
  if (!isCountable(fax)) {
    return {};
  }
  const earlier = filingsOf(history.faxes.filter(({ id }) => id !== fax.id));
  const patient = isFiled(fax) || hasFlag(fax, 'no-patient') ? undefined : proposePatient(earlier, history);
  const owner = patient?.value ?? filedTo(fax);
  const type = fax.type
    ? undefined
    : ((owner && proposeTypeOf(owner, earlier, types)) ?? proposeType(earlier, types));
  return { ...(patient && { patient }), ...(type && { type }) };
}

/** One thing that was done with a fax or a part of it. */
interface EarlierFiling {
  readonly patient?: Party;
  readonly type?: FaxType;
}

/** What was done with the faxes of a number, newest first; each part counts. */
function filingsOf(faxes: readonly Fax[]): EarlierFiling[] {
  const isDone = (fax: Fax) => hasFlag(fax, 'handled') || hasFlag(fax, 'reviewed') || isFiled(fax);
  return faxes
    .filter((fax) => isDone(fax) && isInState(fax, 'open', 'closed', 'archived'))
    .sort((a, b) => (Date.parse(b.sent ?? '') || 0) - (Date.parse(a.sent ?? '') || 0))
    .flatMap(filingsIn)
    .slice(0, KNOWN);
}

function filingsIn(fax: Fax): EarlierFiling[] {
  if (isInParts(fax)) {
    return currentParts(fax).map(({ patient, type }) => ({ patient, ...(type && { type }) }));
  }
  const patient = filedTo(fax);
  return [{ ...(patient && { patient }), ...(fax.type && { type: fax.type }) }];
}

function proposePatient(
  earlier: readonly EarlierFiling[],
  { owners }: SenderHistory,
): Proposed<Party> | undefined {
  const patients = earlier.flatMap(({ patient }) => patient ?? []);
  const [candidate, ...others] = distinct([
    ...owners.map(({ reference, name }) => ({ reference, display: name })),
    ...mostOf(patients),
  ]);
  if (!candidate || others.length > 0) {
    return undefined;
  }
  const isTheirs = ({ reference }: Party) => reference === candidate.reference;
  const newest = patients.slice(0, NEWEST);
  const isSomebodyElses = patients.slice(0, 2).some((patient) => !isTheirs(patient));
  const isOwn = owners.some(isTheirs);
  // A laboratory may send three papers of one patient in a row: most of all that came has to be theirs.
  const isMostly = patients.filter(isTheirs).length * 2 >= patients.length;
  const isCounted = newest.filter(isTheirs).length >= AGREEING && isMostly;
  if (isSomebodyElses || !(isOwn || isCounted)) {
    return undefined;
  }
  const name = candidate.display ?? 'this patient';
  const reasons = [
    ...(isOwn ? [`this number is in the record of ${name}`] : []),
    ...(newest.length > 0
      ? [
          `${countWords(newest.filter(isTheirs).length, newest.length)} filed from this number went to ${name}`,
        ]
      : []),
  ];
  return { value: candidate, reason: reasons.join('; ') };
}

/** Whoever has enough of the newest filings; one at most. */
function mostOf(patients: readonly Party[]): Party[] {
  const newest = patients.slice(0, NEWEST);
  const most = newest.find(
    ({ reference }) => newest.filter((other) => other.reference === reference).length >= AGREEING,
  );
  return most ? [most] : [];
}

function distinct(parties: readonly Party[]): Party[] {
  return [...new Map(parties.map((party) => [party.reference, party])).values()];
}

function proposeType(
  earlier: readonly EarlierFiling[],
  types: readonly DocumentType[],
): Proposed<FaxType> | undefined {
  return typeOfMost(earlier, types, (count) => `${count} from this number were`);
}

/** What came of one patient from this number says more than what came of all. */
function proposeTypeOf(
  patient: Party,
  earlier: readonly EarlierFiling[],
  types: readonly DocumentType[],
): Proposed<FaxType> | undefined {
  const theirs = earlier.filter((filing) => filing.patient?.reference === patient.reference);
  const name = patient.display ?? 'this patient';
  return typeOfMost(theirs, types, (count) => `${count} from this number for ${name} were`);
}

function typeOfMost(
  filings: readonly EarlierFiling[],
  types: readonly DocumentType[],
  words: (count: string) => string,
): Proposed<FaxType> | undefined {
  const typed = filings.flatMap(({ type }) => type ?? []).slice(0, NEWEST_TYPES);
  const counted = types.map((type) => ({
    type,
    count: typed.filter(({ code }) => code === type.code).length,
  }));
  const most = counted.find(({ count }) => count >= TYPED_AT_LEAST && count >= typed.length * SHARE_OF_TYPE);
  if (!most) {
    return undefined;
  }
  const { code, display } = most.type;
  return {
    value: { code, display },
    reason: `${words(countWords(most.count, typed.length))} ${display}`,
  };
}

/** `3 of the last 4`, `all of the last 4`, `the last one`. */
function countWords(count: number, of: number): string {
  if (of === 1) {
    return 'the last one';
  }
  return count === of ? `all of the last ${of}` : `${count} of the last ${of}`;
}
