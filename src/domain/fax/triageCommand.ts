import type { Communication } from '@medplum/fhirtypes';
import type { DocumentType } from '../clinic/documentTypes.ts';
import type { Label } from '../clinic/labels.ts';
import { filingFact, isFiled, makeFiled } from '../filing/filing.ts';
import {
  type FilingState,
  makeFilingRestored,
  makePagesNotNeeded,
  makePartFiled,
  makePartRefiled,
  makePartUnfiled,
  makeUnfiled,
} from '../filing/parts.ts';
import { makeProposed, makeUnproposed, proposedFact } from '../filing/proposed.ts';
import { type PatientSummary, patientParty } from '../patient/patient.ts';
import {
  FAX_STATES,
  type Fax,
  type FaxDirection,
  type FaxFlag,
  type FaxState,
  type FaxType,
  type FilingProposal,
  hasFlag,
  hasLabel,
  isInState,
} from './fax.ts';
import type { Act } from './marks.ts';
import { parseFax } from './parseFax.ts';
import {
  makeDirected,
  makeHandled,
  makeLabelled,
  makeMoved,
  makeNoPatient,
  makeNoted,
  makeRestored,
  makeReviewed,
  makeTyped,
  makeUnlabelled,
  makeUrgent,
} from './triage.ts';

/** One thing a person does to a fax, as data: done now, tried again after a conflict, or undone later. */
export type TriageCommand =
  | {
      readonly kind: 'assign';
      readonly patient: PatientSummary;
      readonly filingId: string;
      /** As proposed, and by what reason. */
      readonly why?: string;
      readonly retype?: Retype;
    }
  | { readonly kind: 'unassign'; readonly retype?: Retype }
  /** For those who may not file: nothing is on a chart by it. */
  | {
      readonly kind: 'propose';
      readonly patient: PatientSummary;
      readonly type?: FaxType;
      readonly pages?: string;
    }
  | { readonly kind: 'unpropose'; readonly proposal: FilingProposal }
  | { readonly kind: 'filePart'; readonly part: PartToFile }
  /** `filingId` names the part as it stands; `part` is what it becomes. */
  | { readonly kind: 'refilePart'; readonly filingId: string; readonly part: PartToFile }
  | { readonly kind: 'unfilePart'; readonly filingId: string }
  /** All pages that belong on no chart, `1-4,7`; absent for none. */
  | { readonly kind: 'pagesNotNeeded'; readonly pages?: string }
  /** Undoes what was done to parts. `filingId` is for what has to be filed again. */
  | {
      readonly kind: 'restoreFiling';
      readonly filing: FilingState;
      readonly filingId: string;
      readonly retype?: Retype;
    }
  | ({ readonly kind: 'type' } & Retype)
  | { readonly kind: 'handle' }
  | { readonly kind: 'unhandle' }
  | { readonly kind: 'review'; readonly outcome: string }
  | { readonly kind: 'unreview' }
  | { readonly kind: 'archive' }
  | { readonly kind: 'junk'; readonly why?: string }
  | { readonly kind: 'trash' }
  | { readonly kind: 'restore' }
  | { readonly kind: 'noPatient' }
  | { readonly kind: 'patientNeeded' }
  | { readonly kind: 'urgent' }
  | { readonly kind: 'notUrgent' }
  | { readonly kind: 'label'; readonly label: Label }
  | { readonly kind: 'unlabel'; readonly code: string }
  | { readonly kind: 'direct'; readonly direction: FaxDirection }
  | { readonly kind: 'note'; readonly text: string };

/** The type a fax gets; with a filing it is one change, stored and taken back as one. */
export interface Retype {
  /** `undefined`: none. */
  readonly type: FaxType | undefined;
  /** As proposed, and by what reason. */
  readonly why?: string;
}

/** Pages for a patient's chart, `1-4,7`, with the type they have there. */
export interface PartToFile {
  readonly filingId: string;
  readonly patient: PatientSummary;
  readonly pages: string;
  readonly type?: FaxType;
}

export type TriageKind = TriageCommand['kind'];

/** What else a command needs to know: who acts when, and the clinic's document types. */
export interface TriageContext {
  readonly act: Act;
  readonly types: readonly DocumentType[];
}

interface CommandRule {
  /** The words of the undo notice. */
  readonly done: string;
  /** The fact a command changes, as text to compare: a conflict is one only when somebody else changed the same fact. */
  readonly fact: (fax: Fax, command: TriageCommand) => string;
  /** The states it may be done in. */
  readonly from: readonly FaxState[];
  /** Whether there is anything to do, in those states. */
  readonly applies?: (fax: Fax) => boolean;
}

const ACTIVE = ['open', 'closed'] as const;

const typeFact = (fax: Fax) => fax.type?.code ?? '';
const flagFact = (flag: FaxFlag) => (fax: Fax) => String(hasFlag(fax, flag));
// `open` and `closed` follow from other facts; only being put away by hand is a fact of its own.
const placeFact = (fax: Fax) => (fax.state === 'closed' ? 'open' : (fax.state ?? ''));
const isSet = (flag: FaxFlag) => (fax: Fax) => hasFlag(fax, flag);
const isNotSet = (flag: FaxFlag) => (fax: Fax) => !hasFlag(fax, flag);

/** One label is a fact of its own: colleagues who put on others are not in the way. */
const labelFact = (fax: Fax, command: TriageCommand) => {
  const code = command.kind === 'label' ? command.label.code : command.kind === 'unlabel' ? command.code : '';
  return String(hasLabel(fax, code));
};

/** The one table of what may be done when; buttons, keys, saving and undo read it. */
export const COMMAND_RULES: Record<TriageKind, CommandRule> = {
  assign: { done: 'Filed', fact: filingFact, from: ACTIVE },
  unassign: { done: 'Taken off the chart', fact: filingFact, from: ACTIVE, applies: isFiled },
  propose: { done: 'Proposed', fact: proposedFact, from: ['open'] },
  unpropose: {
    done: 'Proposal taken off',
    fact: proposedFact,
    from: ACTIVE,
    applies: (fax) => fax.proposed.length > 0,
  },
  filePart: { done: 'Pages filed', fact: filingFact, from: ACTIVE },
  refilePart: { done: 'Pages filed anew', fact: filingFact, from: ACTIVE, applies: isFiled },
  unfilePart: { done: 'Pages taken off the chart', fact: filingFact, from: ACTIVE, applies: isFiled },
  pagesNotNeeded: { done: 'Pages not needed changed', fact: filingFact, from: ACTIVE },
  restoreFiling: { done: 'Filing restored', fact: filingFact, from: ACTIVE },
  type: { done: 'Type set', fact: typeFact, from: ACTIVE },
  handle: { done: 'Handled', fact: flagFact('handled'), from: ['open'], applies: isNotSet('handled') },
  unhandle: { done: 'Not handled', fact: flagFact('handled'), from: ACTIVE, applies: isSet('handled') },
  review: { done: 'Reviewed', fact: flagFact('reviewed'), from: ['open'], applies: isNotSet('reviewed') },
  unreview: { done: 'Not reviewed', fact: flagFact('reviewed'), from: ACTIVE, applies: isSet('reviewed') },
  archive: { done: 'Archived', fact: placeFact, from: ACTIVE },
  junk: { done: 'Moved to Junk', fact: placeFact, from: [...ACTIVE, 'archived'] },
  trash: { done: 'Moved to Trash', fact: placeFact, from: [...ACTIVE, 'archived', 'junk'] },
  restore: { done: 'Restored', fact: placeFact, from: ['archived', 'junk', 'trash'] },
  noPatient: {
    done: 'No patient needed',
    fact: flagFact('no-patient'),
    from: ['open'],
    applies: (fax) => !isFiled(fax) && !hasFlag(fax, 'no-patient'),
  },
  patientNeeded: {
    done: 'A patient is needed',
    fact: flagFact('no-patient'),
    from: ACTIVE,
    applies: isSet('no-patient'),
  },
  urgent: { done: 'Urgent', fact: flagFact('urgent'), from: ['open'], applies: isNotSet('urgent') },
  notUrgent: { done: 'Not urgent', fact: flagFact('urgent'), from: ACTIVE, applies: isSet('urgent') },
  label: { done: 'Label put on', fact: labelFact, from: FAX_STATES },
  unlabel: {
    done: 'Label taken off',
    fact: labelFact,
    from: FAX_STATES,
    applies: (fax) => fax.labels.length > 0,
  },
  direct: {
    done: 'Direction set',
    fact: (fax) => fax.direction,
    from: ACTIVE,
    applies: (fax) => fax.direction === 'unknown',
  },
  note: { done: 'Note added', fact: () => '', from: FAX_STATES },
};

/** The fact a command is about, as text to compare; see `CommandRule.fact`. One that files and types is about both. */
export function factOf(fax: Fax, command: TriageCommand): string {
  const fact = COMMAND_RULES[command.kind].fact(fax, command);
  return retypeOf(command) ? `${fact} as ${typeFact(fax)}` : fact;
}

/** Whether a command may be done to a fax as it is; never to one the gateway has not adopted yet. */
export function isAllowed(fax: Fax, kind: TriageKind): boolean {
  const { from, applies } = COMMAND_RULES[kind];
  return isInState(fax, ...from) && (applies?.(fax) ?? true);
}

/** The type a filing command sets with it. */
function retypeOf(command: TriageCommand): Retype | undefined {
  return 'retype' in command ? command.retype : undefined;
}

/** The Communication after a command. */
export function applyCommand(fax: Fax, command: TriageCommand, context: TriageContext): Communication {
  const changed = applyFirst(fax, command, context);
  const retype = retypeOf(command);
  const parsed = retype && parseFax(changed);
  // After the filing: what has just been filed gets the type, and what was taken back keeps the one it had.
  return retype && parsed?.ok
    ? makeTyped(parsed.value, retype.type, context.types, because(context.act, retype.why))
    : changed;
}

function because(act: Act, why: string | undefined): Act {
  return why ? { ...act, why } : act;
}

function applyFirst(fax: Fax, command: TriageCommand, { act, types }: TriageContext): Communication {
  switch (command.kind) {
    case 'assign': {
      const { filingId, patient, why } = command;
      return makeFiled(fax, { filingId, patient: patientParty(patient), act: because(act, why) });
    }
    case 'propose': {
      const { kind: _, patient, ...rest } = command;
      return makeProposed(fax, { ...rest, patient: patientParty(patient) }, act);
    }
    case 'unpropose':
      return makeUnproposed(fax, command.proposal);
    case 'unassign':
      return makeUnfiled(fax, types, act);
    case 'filePart':
      return makePartFiled(fax, newPart(command.part), types, act);
    case 'refilePart':
      return makePartRefiled(fax, command.filingId, newPart(command.part), types, act);
    case 'unfilePart':
      return makePartUnfiled(fax, command.filingId, types, act);
    case 'pagesNotNeeded':
      return makePagesNotNeeded(fax, command.pages, types, act);
    case 'restoreFiling':
      return makeFilingRestored(fax, command.filing, command.filingId, types, act);
    case 'type':
      return makeTyped(fax, command.type, types, because(act, command.why));
    case 'handle':
    case 'unhandle':
      return makeHandled(fax, command.kind === 'handle', types, act);
    case 'review':
      return makeReviewed(fax, true, types, { ...act, why: command.outcome });
    case 'unreview':
      return makeReviewed(fax, false, types, act);
    case 'archive':
      return makeMoved(fax, 'archived', act);
    case 'junk':
      return makeMoved(fax, 'junk', command.why ? { ...act, why: command.why } : act);
    case 'trash':
      return makeMoved(fax, 'trash', act);
    case 'noPatient':
    case 'patientNeeded':
      return makeNoPatient(fax, command.kind === 'noPatient', act);
    case 'urgent':
    case 'notUrgent':
      return makeUrgent(fax, command.kind === 'urgent', act);
    case 'label':
      return makeLabelled(fax, command.label, act);
    case 'unlabel':
      return makeUnlabelled(fax, command.code);
    case 'direct':
      return makeDirected(fax, command.direction, act);
    case 'restore':
      return makeRestored(fax, types, act);
    case 'note':
      return makeNoted(fax, command.text, act);
  }
}

function newPart({ patient, ...part }: PartToFile) {
  return { ...part, patient: patientParty(patient) };
}
