import { useMayFile } from '../../data/clinic/useFilingRights.ts';
import { useTriage } from '../../data/faxes/useTriage.ts';
import { useSession } from '../../data/session.ts';
import { whyNotBlockable } from '../../domain/clinic/blockedSender.ts';
import type { Fax } from '../../domain/fax/fax.ts';
import { REVIEW_OUTCOMES } from '../../domain/fax/reviewOutcomes.ts';
import { isAllowed, type TriageCommand, type TriageKind } from '../../domain/fax/triageCommand.ts';
import { useAskToBlock } from './junk/blockRequests.ts';
import { whyNot } from './triageReasons.ts';

/** The fax on screen and what depends on where it is shown. */
export interface TriageActionsInput {
  readonly fax: Fax;
  /** The first page of this fax has been on screen for 400 ms, or what is wrong with it has been said. */
  readonly ready: boolean;
  /** The work on this fax has moved on: the shell selects the next. */
  readonly onDone: () => void;
}

/** What buttons and keys of one fax call. */
export interface TriageActions {
  /** Else filing is proposing: see `proposing`. */
  readonly mayFile: boolean;
  /** Why a kind of command cannot be done now; `undefined` when it can. */
  readonly whyNot: (kind: TriageKind) => string | undefined;
  /** Does it unless there is a reason not to; resolves to whether it was saved. Failures have been explained by then. */
  readonly run: (command: TriageCommand) => Promise<boolean>;
  /** Why the block of its sender cannot be asked for now. */
  readonly whyNotBlock: string | undefined;
  /** Asks for which reason its sender is to be blocked. */
  readonly askToBlock: () => void;
}

/** What those who may not file do instead, so that every way to file is one to propose. */
const PROPOSES: Partial<Record<TriageKind, TriageKind>> = { assign: 'propose', filePart: 'propose' };

function proposing(command: TriageCommand): TriageCommand {
  switch (command.kind) {
    case 'assign': {
      const type = command.retype?.type;
      return { kind: 'propose', patient: command.patient, ...(type && { type }) };
    }
    case 'filePart': {
      const { patient, pages, type } = command.part;
      return { kind: 'propose', patient, pages, ...(type && { type }) };
    }
    default:
      return command;
  }
}

/** After these the person is done with the fax. */
const MOVES_ON: ReadonlySet<TriageKind> = new Set(['handle', 'review', 'archive', 'junk', 'trash']);

export const ROUTINE_REVIEW: TriageCommand = { kind: 'review', outcome: REVIEW_OUTCOMES[0] };

/** What a person may do to the fax now; buttons and keys both go through here. */
export function useTriageActions({ fax, ready, onDone }: TriageActionsInput): TriageActions {
  const triage = useTriage();
  const askToBlock = useAskToBlock();
  const { canReview } = useSession();
  const mayFile = useMayFile();
  const reason = (kind: TriageKind) =>
    whyNot(fax, mayFile ? kind : (PROPOSES[kind] ?? kind), { ready, canReview, mayFile });
  const isMoved = isAllowed(fax, 'junk');
  return {
    whyNotBlock: isMoved || fax.state === undefined ? reason('junk') : undefined,
    askToBlock: () => askToBlock({ fax, ...(isMoved && { onDone }) }),
    mayFile,
    whyNot: reason,
    run: async (asked) => {
      const command = mayFile ? asked : proposing(asked);
      if (reason(command.kind) !== undefined) {
        return false;
      }
      const isBlockNext = command.kind === 'junk' && whyNotBlockable(fax.originatingNumber) === undefined;
      const saved = triage(
        fax,
        command,
        isBlockNext ? { label: 'Block sender…', run: () => askToBlock({ fax }) } : undefined,
      );
      if (MOVES_ON.has(command.kind)) {
        onDone();
      }
      return saved;
    },
  };
}
