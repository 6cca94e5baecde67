import type { CommandId } from '../../components/shortcuts/commands.ts';
import { useCommand } from '../../components/shortcuts/useCommand.ts';
import { useProposal } from '../../data/proposals/useProposal.ts';
import { type Fax, hasFlag } from '../../domain/fax/fax.ts';
import type { TriageCommand } from '../../domain/fax/triageCommand.ts';
import { useOwnerActions } from './owner/useOwnerActions.ts';
import { ROUTINE_REVIEW, type TriageActions, useTriageActions } from './useTriageActions.ts';

/** The fields of the panel that have a key. */
export type PanelField = 'proposal' | 'patient' | 'pages' | 'type' | 'labels' | 'owner' | 'note';

interface TriageCommandsProps {
  readonly fax: Fax;
  readonly ready: boolean;
  readonly onDone: () => void;
  /** Given while the panel is folded away: a key of one of its fields then asks for it. */
  readonly onOpenPanel?: ((field: PanelField) => void) | undefined;
}

/** The keys of triage, working whether or not the panel is on screen. Draws nothing. */
export function TriageCommands({ fax, ready, onDone, onOpenPanel }: TriageCommandsProps) {
  const actions = useTriageActions({ fax, ready, onDone });
  useAction('handle', { kind: 'handle' }, actions);
  useAction('review', ROUTINE_REVIEW, actions);
  useAction('archive', { kind: 'archive' }, actions);
  useAction('junk', { kind: 'junk' }, actions);
  useAction('trash', { kind: 'trash' }, actions);
  useAction('restore', { kind: 'restore' }, actions);
  useAction('unassign', { kind: 'unassign' }, actions);
  useAction('noPatient', { kind: 'noPatient' }, actions);
  useAction('urgent', { kind: hasFlag(fax, 'urgent') ? 'notUrgent' : 'urgent' }, actions);
  useCommand('block', actions.askToBlock, { enabled: actions.whyNotBlock === undefined });
  const owner = useOwnerActions(fax);
  useCommand('claim', owner.toggleClaim, { enabled: owner.whyNotClaim === undefined });

  const isFolded = onOpenPanel !== undefined;
  const isProposed = useProposal(fax)?.patient !== undefined;
  // Shown before it is taken: the key once more files it.
  useCommand('fileProposed', () => onOpenPanel?.('proposal'), { enabled: isFolded && isProposed });
  useCommand('patient', () => onOpenPanel?.('patient'), { enabled: isFolded });
  useCommand('filePages', () => onOpenPanel?.('pages'), { enabled: isFolded });
  useCommand('type', () => onOpenPanel?.('type'), { enabled: isFolded });
  useCommand('label', () => onOpenPanel?.('labels'), { enabled: isFolded });
  useCommand('route', () => onOpenPanel?.('owner'), { enabled: isFolded });
  useCommand('note', () => onOpenPanel?.('note'), { enabled: isFolded });
  return null;
}

function useAction(id: CommandId, command: TriageCommand, actions: TriageActions): void {
  useCommand(id, () => void actions.run(command), { enabled: actions.whyNot(command.kind) === undefined });
}
