import type { Communication } from '@medplum/fhirtypes';
import type { DocumentType } from '../clinic/documentTypes.ts';
import { makeFiled, makeUnfiled } from '../filing/filing.ts';
import { type PatientSummary, patientParty } from '../patient/patient.ts';
import { type Fax, type FaxType, filedTo, hasFlag } from './fax.ts';
import type { Act } from './marks.ts';
import {
  canTriage,
  makeHandled,
  makeMoved,
  makeNoted,
  makeRestored,
  makeReviewed,
  makeTyped,
} from './triage.ts';

/** One thing a person does to a fax, as data: done now, tried again after a conflict, or undone later. */
export type TriageCommand =
  | { readonly kind: 'assign'; readonly patient: PatientSummary; readonly filingId: string }
  | { readonly kind: 'unassign' }
  | { readonly kind: 'type'; readonly type: FaxType | undefined }
  | { readonly kind: 'handle' }
  | { readonly kind: 'unhandle' }
  | { readonly kind: 'review'; readonly outcome: string }
  | { readonly kind: 'unreview' }
  | { readonly kind: 'archive' }
  | { readonly kind: 'trash' }
  | { readonly kind: 'restore' }
  | { readonly kind: 'note'; readonly text: string };

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
  readonly fact: (fax: Fax) => string;
  readonly allowed: (fax: Fax) => boolean;
}

const patientFact = (fax: Fax) => filedTo(fax)?.reference ?? '';
const flagFact = (flag: 'handled' | 'reviewed') => (fax: Fax) => String(hasFlag(fax, flag));
// `open` and `closed` follow from other facts; only being put away by hand is a fact of its own.
const placeFact = (fax: Fax) => (fax.state === 'closed' ? 'open' : (fax.state ?? ''));
const isActive = (fax: Fax) => fax.state === 'open' || fax.state === 'closed';

export const COMMAND_RULES: Record<TriageKind, CommandRule> = {
  assign: { done: 'Filed', fact: patientFact, allowed: isActive },
  unassign: {
    done: 'Taken off the chart',
    fact: patientFact,
    allowed: (fax) => isActive(fax) && patientFact(fax) !== '',
  },
  type: { done: 'Type set', fact: (fax) => fax.type?.code ?? '', allowed: isActive },
  handle: { done: 'Handled', fact: flagFact('handled'), allowed: (fax) => canTriage(fax, 'handle') },
  unhandle: { done: 'Not handled', fact: flagFact('handled'), allowed: (fax) => canTriage(fax, 'unhandle') },
  review: { done: 'Reviewed', fact: flagFact('reviewed'), allowed: (fax) => canTriage(fax, 'review') },
  unreview: {
    done: 'Not reviewed',
    fact: flagFact('reviewed'),
    allowed: (fax) => canTriage(fax, 'unreview'),
  },
  archive: { done: 'Archived', fact: placeFact, allowed: (fax) => canTriage(fax, 'archive') },
  trash: { done: 'Moved to Trash', fact: placeFact, allowed: (fax) => canTriage(fax, 'trash') },
  restore: { done: 'Restored', fact: placeFact, allowed: (fax) => canTriage(fax, 'restore') },
  note: { done: 'Note added', fact: () => '', allowed: () => true },
};

/** The Communication after a command. */
export function applyCommand(fax: Fax, command: TriageCommand, { act, types }: TriageContext): Communication {
  switch (command.kind) {
    case 'assign':
      return makeFiled(fax, { filingId: command.filingId, patient: patientParty(command.patient), act });
    case 'unassign':
      return makeUnfiled(fax, act);
    case 'type':
      return makeTyped(fax, command.type, types, act);
    case 'handle':
    case 'unhandle':
      return makeHandled(fax, command.kind === 'handle', types, act);
    case 'review':
      return makeReviewed(fax, true, types, { ...act, why: command.outcome });
    case 'unreview':
      return makeReviewed(fax, false, types, act);
    case 'archive':
    case 'trash':
      return makeMoved(fax, command.kind === 'archive' ? 'archived' : 'trash', act);
    case 'restore':
      return makeRestored(fax, types, act);
    case 'note':
      return makeNoted(fax, command.text, act);
  }
}

/** The command that takes a command back; `filingId` is for a patient that has to be filed again. */
export function inverseCommand(
  before: Fax,
  command: TriageCommand,
  filingId: string,
): TriageCommand | undefined {
  switch (command.kind) {
    case 'assign':
    case 'unassign': {
      const patient = filedTo(before);
      return patient
        ? {
            kind: 'assign',
            patient: { reference: patient.reference, name: patient.display ?? 'Patient' },
            filingId,
          }
        : { kind: 'unassign' };
    }
    case 'type':
      return { kind: 'type', type: before.type };
    case 'handle':
      return { kind: 'unhandle' };
    case 'unhandle':
      return { kind: 'handle' };
    case 'review':
      return { kind: 'unreview' };
    case 'unreview':
      return { kind: 'review', outcome: before.flags.reviewed?.why ?? '' };
    case 'archive':
    case 'trash':
      return before.state === 'archived' ? { kind: 'archive' } : { kind: 'restore' };
    case 'restore':
      return { kind: before.state === 'archived' ? 'archive' : 'trash' };
    case 'note':
      // A note is part of the record once written.
      return undefined;
  }
}
