import { FAX_FLAG, FAX_STATE } from '../fhir/systems.ts';
import { type Fax, type FaxState, hasFlag, isInState } from './fax.ts';

export const FOLDER_IDS = ['unassigned', 'all-open', 'closed', 'archived', 'trash'] as const;
export type FolderId = (typeof FOLDER_IDS)[number];

/** A list of received faxes, as a question to the server and as a test of one fax. */
export interface Folder {
  readonly label: string;
  /** Search parameters beside medium and direction. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Whether a fax is in the folder: the same as the query, for rows that change while they are shown. */
  readonly includes: (fax: Fax) => boolean;
  /** Whether its count is asked for; counting a folder that only grows reads it whole. */
  readonly counted: boolean;
}

const state = (code: FaxState) => ['category', `${FAX_STATE}|${code}`] as const;

/** The folders of received faxes, as query and as predicate; the one place that says what is where. */
export const FOLDERS: Record<FolderId, Folder> = {
  unassigned: {
    label: 'Unassigned',
    query: [state('open'), ['subject:missing', 'true'], ['category:not', `${FAX_FLAG}|no-patient`]],
    includes: (fax) => isInboundIn(fax, 'open') && !fax.communication.subject && !hasFlag(fax, 'no-patient'),
    counted: true,
  },
  'all-open': {
    label: 'All open',
    query: [state('open')],
    includes: (fax) => isInboundIn(fax, 'open'),
    counted: true,
  },
  closed: {
    label: 'Closed',
    query: [state('closed')],
    includes: (fax) => isInboundIn(fax, 'closed'),
    counted: false,
  },
  archived: {
    label: 'Archived',
    query: [state('archived')],
    includes: (fax) => isInboundIn(fax, 'archived'),
    counted: false,
  },
  trash: {
    label: 'Trash',
    query: [state('trash')],
    includes: (fax) => isInboundIn(fax, 'trash'),
    counted: false,
  },
};

function isInboundIn(fax: Fax, code: FaxState): boolean {
  return fax.direction === 'inbound' && isInState(fax, code);
}
