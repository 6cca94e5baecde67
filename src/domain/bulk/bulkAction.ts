import type { TriageCommand } from '../fax/triageCommand.ts';
import type { Party } from '../fhir/elements.ts';
import type { OwnerCommand } from '../work/ownerCommand.ts';

type Triage<Kind extends TriageCommand['kind']> = Extract<TriageCommand, { readonly kind: Kind }>;
type Owner<Kind extends OwnerCommand['kind']> = Extract<OwnerCommand, { readonly kind: Kind }>;

/** What may be done to many faxes at once. Never filing and never reviewing: each of those needs eyes on its document. */
export type BulkAction =
  | {
      readonly on: 'fax';
      readonly command: Triage<
        'handle' | 'archive' | 'junk' | 'trash' | 'restore' | 'urgent' | 'notUrgent' | 'label'
      >;
    }
  /** `name` is the label in the clinic's words. */
  | { readonly on: 'fax'; readonly command: Triage<'unlabel'>; readonly name: string }
  | { readonly on: 'work'; readonly command: Owner<'claim' | 'release' | 'route'> };

/** An action in the words of a question, of its progress and of its end. */
export interface BulkWords {
  /** `Move 214 faxes to Junk?` */
  readonly question: string;
  /** The button that says yes: `Move to Junk`. */
  readonly yes: string;
  /** `Moving to Junk` */
  readonly doing: string;
  /** What became of those that are done: `moved to Junk`. */
  readonly done: string;
}

/** More than this many are asked about before anything is done to them. */
export const ASKED_ABOVE = 20;

/** @param count How many faxes are meant. */
export function bulkWords(action: BulkAction, count: number): BulkWords {
  const faxes = formatFaxes(count);
  const words = (yes: string, question: string, doing: string, done: string) => ({
    yes,
    question,
    doing,
    done,
  });
  switch (action.command.kind) {
    case 'handle':
      return words('Mark as handled', `Mark ${faxes} as handled?`, 'Marking as handled', 'handled');
    case 'archive':
      return words('Archive', `Archive ${faxes}?`, 'Archiving', 'archived');
    case 'junk':
      return words('Move to Junk', `Move ${faxes} to Junk?`, 'Moving to Junk', 'moved to Junk');
    case 'trash':
      return words('Move to Trash', `Move ${faxes} to Trash?`, 'Moving to Trash', 'moved to Trash');
    case 'restore':
      return words('Restore', `Restore ${faxes}?`, 'Restoring', 'restored');
    case 'urgent':
      return words('Mark as urgent', `Mark ${faxes} as urgent?`, 'Marking as urgent', 'marked as urgent');
    case 'notUrgent':
      return words(
        'Mark as not urgent',
        `Mark ${faxes} as not urgent?`,
        'Marking as not urgent',
        'marked as not urgent',
      );
    case 'claim':
      return words('Claim', `Claim ${faxes}?`, 'Claiming', 'claimed');
    case 'release':
      return words('Release', `Release ${faxes}?`, 'Releasing', 'released');
    case 'label':
    case 'unlabel':
      return labelWords(action, faxes);
    case 'route':
      return routeWords(action.command.to, faxes);
  }
}

function labelWords(action: BulkAction, faxes: string): BulkWords {
  if ('name' in action) {
    const { name } = action;
    return {
      yes: `Take off “${name}”`,
      question: `Take “${name}” off ${faxes}?`,
      doing: `Taking off “${name}”`,
      done: `without “${name}” now`,
    };
  }
  const name = action.command.kind === 'label' ? action.command.label.display : '';
  return {
    yes: `Put on “${name}”`,
    question: `Put “${name}” on ${faxes}?`,
    doing: `Putting on “${name}”`,
    done: `labelled “${name}”`,
  };
}

function routeWords(to: Party | undefined, faxes: string): BulkWords {
  const name = to ? (to.display ?? 'somebody') : 'nobody';
  return {
    yes: `Route to ${name}`,
    question: `Route ${faxes} to ${name}?`,
    doing: `Routing to ${name}`,
    done: `routed to ${name}`,
  };
}

/** `1 fax`, `5,000 faxes` */
export function formatFaxes(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'fax' : 'faxes'}`;
}

/** `5,000`; written out here because the domain asks no browser for its locale. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
