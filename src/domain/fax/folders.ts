import { FAX_FLAG, FAX_STATE } from '../fhir/systems.ts';
import { type Fax, type FaxState, hasFlag, isInState } from './fax.ts';

export const FOLDER_IDS = [
  'unassigned',
  'mine',
  'my-team',
  'all-open',
  'handled',
  'closed',
  'archived',
  'junk',
  'trash',
] as const;
export type FolderId = (typeof FOLDER_IDS)[number];

/** Who looks: some folders are each person's own. */
export interface Viewer {
  /** `Practitioner/…` */
  readonly me: string;
  /** `CareTeam/…`, the teams one is in. */
  readonly teams: readonly string[];
  /** `Practitioner/…`, whoever is away today and has this person see to their faxes. */
  readonly covers: readonly string[];
}

/** For the folders that are the same for everybody. */
export const NOBODY: Viewer = { me: '', teams: [], covers: [] };

/** A state that is looked into, or all of them. */
export type LookedInto = FaxState | 'any';

type Param = readonly [name: string, value: string];

/** A list of received faxes, as a question to the server and as a test of one fax. */
export interface Folder {
  readonly label: string;
  /** The one state its faxes are in; absent: it goes by something else. */
  readonly state?: FaxState;
  /** Search parameters beside medium, direction and state; `undefined` when nothing can be in it for this person. */
  readonly query: (viewer: Viewer) => readonly Param[] | undefined;
  /**
   * Whether a received fax of its state is in the folder: the same as the query, for rows that change while shown.
   * @param owner Who owns its work, `Practitioner/…` or `CareTeam/…`.
   */
  readonly includes: (fax: Fax, owner: string | undefined, viewer: Viewer) => boolean;
  /** Whether it is another one for each person. */
  readonly isPersonal: boolean;
  /** Whether its count is asked for; counting a folder that only grows reads it whole. */
  readonly counted: boolean;
}

const flag = (code: string) => `${FAX_FLAG}|${code}`;

/** Only the work Task may `focus` a fax, so the owner of a fax is the owner of a Task that does. */
const ownedBy = (owners: readonly string[]): readonly Param[] | undefined =>
  owners.length > 0 ? [['_has:Task:focus:owner', owners.join()]] : undefined;

/** A folder that is a state and nothing else. */
function byState(label: string, state: FaxState, counted = false): Folder {
  return { label, state, query: () => [], includes: () => true, isPersonal: false, counted };
}

/** The folders of received faxes, as query and as predicate; the one place that says what is where. */
export const FOLDERS: Record<FolderId, Folder> = {
  unassigned: {
    label: 'Unassigned',
    state: 'open',
    query: () => [
      ['subject:missing', 'true'],
      ['category:not', flag('no-patient')],
      ['category:not', flag('in-parts')],
    ],
    includes: (fax) => !fax.communication.subject && !hasFlag(fax, 'no-patient') && !hasFlag(fax, 'in-parts'),
    isPersonal: false,
    counted: true,
  },
  mine: {
    label: 'Mine',
    state: 'open',
    query: ({ me, covers }) => ownedBy([me, ...covers]),
    includes: (_, owner, { me, covers }) => owner !== undefined && [me, ...covers].includes(owner),
    isPersonal: true,
    counted: true,
  },
  'my-team': {
    label: 'My team',
    state: 'open',
    query: ({ teams }) => ownedBy(teams),
    includes: (_, owner, { teams }) => owner !== undefined && teams.includes(owner),
    isPersonal: true,
    counted: true,
  },
  'all-open': byState('All open', 'open', true),
  handled: {
    label: 'Handled',
    query: () => [['category', flag('handled')]],
    includes: (fax) => hasFlag(fax, 'handled'),
    isPersonal: false,
    counted: false,
  },
  closed: byState('Closed', 'closed'),
  archived: byState('Archived', 'archived'),
  junk: byState('Junk', 'junk'),
  trash: byState('Trash', 'trash'),
};

/** The search of a folder, with another state than its own when one is looked into. */
export function folderQuery(
  id: FolderId,
  viewer: Viewer,
  state: LookedInto | undefined = FOLDERS[id].state,
): Param[] | undefined {
  const own = FOLDERS[id].query(viewer);
  const isOne = state !== undefined && state !== 'any';
  return own && [...(isOne ? [['category', `${FAX_STATE}|${state}`] as const] : []), ...own];
}

/** Whether a fax is in a folder, with another state than its own when one is looked into. */
export function isInFolder(
  id: FolderId,
  fax: Fax,
  owner: string | undefined,
  viewer: Viewer,
  state: LookedInto | undefined = FOLDERS[id].state,
): boolean {
  return (
    fax.direction === 'inbound' &&
    (state === undefined || state === 'any' || isInState(fax, state)) &&
    FOLDERS[id].includes(fax, owner, viewer)
  );
}
