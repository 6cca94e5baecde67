import type { Communication } from '@medplum/fhirtypes';
import type { Label } from '../clinic/labels.ts';
import type { Party } from '../fhir/elements.ts';

export const FAX_STATES = ['open', 'closed', 'archived', 'junk', 'trash'] as const;
/** Where a fax is in its life. Exactly one, positive, so that every folder is one small index read. */
export type FaxState = (typeof FAX_STATES)[number];

export const FAX_FLAGS = [
  'opened',
  'handled',
  'reviewed',
  'urgent',
  'no-patient',
  'in-parts',
  'incomplete',
  'simulated',
  'pending',
] as const;
/** A fact about a fax that comes and goes beside its state. */
export type FaxFlag = (typeof FAX_FLAGS)[number];

/** What the resource states; never guessed. */
export type FaxDirection = 'inbound' | 'outbound' | 'unknown';

/** Who set a state, flag or filing, when (instant) and why. Absent parts were not recorded. */
export interface Mark {
  readonly by?: Party;
  readonly at?: string;
  readonly why?: string;
}

/** A document type: a LOINC code and the clinic's words for it. */
export interface FaxType {
  readonly code: string;
  readonly display: string;
}

/** A label on a fax, with who put it there. Its words are those it was put on with. */
export interface FaxLabel extends Label {
  readonly mark: Mark;
}

/** One decision to put pages of a fax on a patient's chart. */
export interface FilingPart {
  /** Minted by the click that decided it; the identifier of its one DocumentReference. */
  readonly filingId: string;
  readonly patient: Party;
  readonly type?: FaxType;
  /** Page ranges as "1-4,7"; absent when the part is the whole fax. */
  readonly pages?: string;
  /** Who filed it; once it is retired, who took it back. */
  readonly mark: Mark;
  /** When it had been filed (instant); on a retired part only. */
  readonly filedAt?: string;
  /** Taken back: its DocumentReference is `entered-in-error`, and stays known so that nobody creates it late. */
  readonly retired: boolean;
}

/** What somebody who may not file proposes: whose chart, what type; `pages` as `1-4,7`, absent for the whole fax. */
export interface FilingProposal {
  readonly patient: Party;
  readonly type?: FaxType;
  readonly pages?: string;
  readonly mark: Mark;
}

/** Pages that belong on no chart: a cover sheet, a blank one. */
export interface PagesNotNeeded {
  /** As "1-4,7". */
  readonly pages: string;
  readonly mark: Mark;
}

/** A file of a fax: a Binary (or any URL the server gave) or the DocumentReference that holds it. */
export interface FaxFile {
  /** As the server gave it: relative (`Binary/x`), absolute or presigned. */
  readonly url?: string;
  /** Set when the payload names a DocumentReference instead of carrying the attachment. */
  readonly documentReference?: string;
  readonly contentType?: string;
  readonly title?: string;
  /** Bytes. */
  readonly size?: number;
  readonly sha256?: string;
}

export const DOCUMENT_PROBLEMS = [
  'missing',
  'empty',
  'broken',
  'truncated',
  'encrypted',
  'too-large',
  'unsupported',
  'unreachable',
] as const;
/** Why the document of a fax cannot be shown, or not whole. */
export type DocumentProblem = (typeof DOCUMENT_PROBLEMS)[number];

export const DUPLICATE_KINDS = ['same-file', 'same-pages'] as const;

/** The earlier fax that one repeats. Nothing else of it is copied: who may not read that fax is told no more. */
export interface DuplicateOf {
  /** `Communication/…` */
  readonly reference: string;
  /** The file is the same byte for byte, or its pages look the same. */
  readonly kind: (typeof DUPLICATE_KINDS)[number];
  /** The carrier's time of the earlier one, an instant. */
  readonly sent?: string;
  /** How many pages were compared; all of the fax when absent. */
  readonly pages?: number;
}

/** What somebody wrote beside a fax for colleagues. `time` is an instant. */
export interface FaxNote {
  readonly text: string;
  readonly author?: Party;
  readonly time?: string;
}

/** A fax we understood. What we did not understand is still in `communication`, and every writer keeps it. */
export interface Fax {
  readonly kind: 'fax';
  readonly id: string;
  readonly version: string;
  readonly communication: Communication;
  readonly direction: FaxDirection;
  /** Absent on a fax another system wrote and the gateway has not adopted yet. */
  readonly state?: FaxState;
  readonly stateMark: Mark;
  readonly flags: Partial<Record<FaxFlag, Mark>>;
  readonly type?: FaxType;
  readonly typeMark: Mark;
  /** In the order they were put on; each code once. */
  readonly labels: readonly FaxLabel[];
  /** E.164, or as it came when it is no number; absent when withheld. */
  readonly originatingNumber?: string;
  readonly sender?: Party;
  readonly senderName?: string;
  readonly line?: Party;
  readonly calledNumber?: string;
  /** The carrier's time, what lists are sorted by. */
  readonly sent?: string;
  /** Our first durable write; waiting counts from here. */
  readonly received?: string;
  readonly pageCount?: number;
  readonly patient?: Party;
  readonly parts: readonly FilingPart[];
  readonly pagesNotNeeded?: PagesNotNeeded;
  /** What those who may not file propose to those who may. */
  readonly proposed: readonly FilingProposal[];
  /** `topic.text`: sender, number and title, searched by words. */
  readonly subjectLine?: string;
  /** What the document calls itself, when the carrier or a colleague said so. */
  readonly title?: string;
  readonly document?: FaxFile;
  /** What arrived, when the shown document was made from it. */
  readonly original?: FaxFile;
  readonly documentProblem?: DocumentProblem;
  readonly notes: readonly FaxNote[];
  readonly duplicateOf?: DuplicateOf;
  /** See `intake/fingerprint.ts`. */
  readonly fingerprint?: string;
}

/** Why a resource is not read as a fax. */
export type UnreadableReason = 'not-a-communication' | 'no-id' | 'bad-shape';

/** A Communication we could not read: a row that says so, never a crash, never dropped. */
export interface UnreadableFax {
  readonly kind: 'unreadable';
  readonly id: string;
  readonly version: string;
  readonly reason: UnreadableReason;
  readonly communication: unknown;
  readonly sent?: string;
}

/** What stands in a list: a fax, or what could not be read as one. */
export type FaxRow = Fax | UnreadableFax;

/** Whether a flag stands on a fax. */
export function hasFlag(fax: Fax, flag: FaxFlag): boolean {
  return fax.flags[flag] !== undefined;
}

/** Whether a fax is in one of the states; one without any is in none. */
export function isInState(fax: Fax, ...states: readonly FaxState[]): boolean {
  return fax.state !== undefined && states.includes(fax.state);
}

/** Whether a label is on a fax. */
export function hasLabel(fax: Fax, code: string): boolean {
  return fax.labels.some((label) => label.code === code);
}

/** Whether it was put out of the inbox by hand, whatever is still owed. */
export function isPutAway(fax: Fax): boolean {
  return isInState(fax, 'archived', 'junk', 'trash');
}

/** Whether it never was in the inbox, because its sender was blocked when it came. */
export function isJunkFromArrival({ state, stateMark, received }: Fax): boolean {
  return state === 'junk' && stateMark.at !== undefined && stateMark.at === received;
}

/** The parts that count now. */
export function currentParts(fax: Fax): readonly FilingPart[] {
  return fax.parts.filter((part) => !part.retired);
}

/** The patient a fax is filed to: the one who owns all of it, else whoever has its first part. */
export function filedTo(fax: Fax): Party | undefined {
  return fax.patient ?? currentParts(fax)[0]?.patient;
}
