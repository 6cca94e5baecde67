import type { CommandId } from '../../../components/shortcuts/commands.ts';
import type { BulkAction } from '../../../domain/bulk/bulkAction.ts';
import { type Fax, type FaxState, hasFlag } from '../../../domain/fax/fax.ts';
import { COMMAND_RULES } from '../../../domain/fax/triageCommand.ts';
import type { Ownership } from '../../../domain/filing/workTask.ts';

/** What a button or key asks for: something to do, or a choice to make before. */
export type Choice = { readonly action: BulkAction } | { readonly ask: 'route' | 'label' };

/** One thing that can be done to the selected faxes. */
export interface BulkChoice {
  readonly label: string;
  /** The command whose key does it; absent: a button only. */
  readonly command?: CommandId;
  readonly choice: Choice;
  /** The states it makes sense in. */
  readonly states: readonly FaxState[];
}

interface Selected {
  /** The one state the list is of; absent: of several. */
  readonly state: FaxState | undefined;
  /** Those of the selected faxes that are loaded. */
  readonly faxes: readonly Fax[];
  readonly works: ReadonlyMap<string, Ownership>;
  /** `Practitioner/…` */
  readonly me: string;
}

const ONLY_OPEN = ['open'] as const;

/**
 * What can be done to the selected faxes, in the order of its buttons, as far as it makes sense in the state of the list.
 * Whether something is put on or taken off goes by those that are loaded.
 */
export function bulkChoices({ state, ...selected }: Selected): readonly BulkChoice[] {
  return allChoices(selected).filter(({ states }) => state === undefined || states.includes(state));
}

function allChoices({ faxes, works, me }: Omit<Selected, 'state'>): readonly BulkChoice[] {
  const all = (test: (fax: Fax) => boolean) => faxes.length > 0 && faxes.every(test);
  const isMine = ({ id }: Fax) => {
    const work = works.get(id);
    return work?.isClaimed === true && work.owner?.reference === me;
  };
  return [
    triageChoice('Handled', 'handle'),
    triageChoice('Archive', 'archive'),
    triageChoice('Junk', 'junk'),
    triageChoice('Trash', 'trash'),
    triageChoice('Restore', 'restore'),
    all(isMine)
      ? { label: 'Release', command: 'claim', choice: ownerChoice('release'), states: ONLY_OPEN }
      : { label: 'Claim', command: 'claim', choice: ownerChoice('claim'), states: ONLY_OPEN },
    { label: 'Route…', command: 'route', choice: { ask: 'route' }, states: ONLY_OPEN },
    all((fax) => hasFlag(fax, 'urgent'))
      ? { label: 'Not urgent', command: 'urgent', choice: triage('notUrgent'), states: ONLY_OPEN }
      : { label: 'Urgent', command: 'urgent', choice: triage('urgent'), states: ONLY_OPEN },
    { label: 'Label…', command: 'label', choice: { ask: 'label' }, states: COMMAND_RULES.label.from },
  ];
}

type PlainKind = 'handle' | 'archive' | 'junk' | 'trash' | 'restore' | 'urgent' | 'notUrgent';

function triage(kind: PlainKind): Choice {
  return { action: { on: 'fax', command: { kind } } };
}

function ownerChoice(kind: 'claim' | 'release'): Choice {
  return { action: { on: 'work', command: { kind } } };
}

function triageChoice(label: string, kind: Exclude<PlainKind, 'urgent' | 'notUrgent'>): BulkChoice {
  return { label, command: kind, choice: triage(kind), states: COMMAND_RULES[kind].from };
}

/** Why the key of a command does nothing to the selected faxes. */
export function whyNotMany(id: CommandId): string {
  const isForMany = id in COMMAND_RULES || id === 'claim' || id === 'route';
  const why =
    WHY_ONE[id] ??
    (isForMany ? 'It makes no sense for the faxes of this list.' : 'It is done to one fax at a time.');
  return `${why} Escape lets the selection go.`;
}

const WHY_ONE: Partial<Record<CommandId, string>> = {
  review: 'Whoever reviews a fax has read it: one at a time, with its document on screen.',
  patient: 'A patient is chosen with the document on screen, one fax at a time.',
  fileProposed: 'A fax is filed with its document on screen, one at a time.',
  filePages: 'Pages are filed with the document on screen, one fax at a time.',
  unassign: 'A fax is taken off a chart with its document on screen, one at a time.',
  noPatient: 'Whether a patient is needed is decided with the document on screen.',
  type: 'The type is chosen with the document on screen, one fax at a time.',
};
