/**
 * When a command can act at all; who registers its handler decides the rest.
 * `ready`: files or reviews, so only once this fax's first page has been on screen for a moment, and never on key repeat.
 */
export type CommandWhen = 'always' | 'fax' | 'ready';

type CommandGroup = 'Faxes' | 'Many faxes' | 'This fax' | 'Document' | 'Go to' | 'Faxwell';

/** Something a person can do by key or from the palette. */
export interface Command {
  readonly label: string;
  readonly group: CommandGroup;
  readonly when: CommandWhen;
  /** `KeyboardEvent.key` of each key that does it, the first is the one shown; none: palette only. */
  readonly keys: readonly string[];
  /** Pressed together with Ctrl or ⌘, and so also while typing. */
  readonly mod?: true;
}

/**
 * Every action that has a key or stands in the palette, each once: the listener, the help, the palette and the hints on
 * buttons read this. No two differ only by Shift, except `/` and `?`, which are what people try first and change nothing.
 */
const TABLE = {
  next: { label: 'Next fax', group: 'Faxes', when: 'always', keys: ['j'] },
  previous: { label: 'Previous fax', group: 'Faxes', when: 'always', keys: ['k'] },
  open: { label: 'Read the fax (move into the document)', group: 'Faxes', when: 'fax', keys: ['Enter'] },
  backToList: { label: 'Back to the list', group: 'Faxes', when: 'always', keys: ['Escape'] },
  search: { label: 'Search', group: 'Faxes', when: 'always', keys: ['/'] },
  filters: { label: 'More filters', group: 'Faxes', when: 'always', keys: ['g'] },
  clearFilters: { label: 'Clear search and filters', group: 'Faxes', when: 'always', keys: [] },
  searchEverywhere: { label: 'Look everywhere', group: 'Faxes', when: 'always', keys: [] },
  saveView: { label: 'Save the list as a view', group: 'Faxes', when: 'always', keys: [] },
  showHeldBack: { label: 'Show new faxes', group: 'Faxes', when: 'always', keys: [] },

  select: { label: 'Select or not', group: 'Many faxes', when: 'always', keys: ['s'] },
  selectAll: { label: 'Select every fax of this list', group: 'Many faxes', when: 'always', keys: [] },
  stopRun: { label: 'Stop what is done to many faxes', group: 'Many faxes', when: 'always', keys: [] },

  fileProposed: { label: 'File as proposed', group: 'This fax', when: 'ready', keys: ['f'] },
  patient: { label: 'Choose the patient', group: 'This fax', when: 'fax', keys: ['a'] },
  filePages: { label: 'File pages to a patient', group: 'This fax', when: 'fax', keys: ['p'] },
  unassign: { label: 'Take off the patient', group: 'This fax', when: 'ready', keys: [] },
  noPatient: { label: 'No patient needed', group: 'This fax', when: 'ready', keys: ['w'] },
  type: { label: 'Choose the document type', group: 'This fax', when: 'fax', keys: ['t'] },
  label: { label: 'Put a label on or take it off', group: 'This fax', when: 'fax', keys: ['l'] },
  claim: { label: 'Claim or release', group: 'This fax', when: 'fax', keys: ['c'] },
  route: { label: 'Route to a person or team', group: 'This fax', when: 'fax', keys: ['o'] },
  urgent: { label: 'Urgent or not', group: 'This fax', when: 'fax', keys: ['!'] },
  handle: { label: 'Handled', group: 'This fax', when: 'ready', keys: ['d'] },
  review: { label: 'Reviewed', group: 'This fax', when: 'ready', keys: ['v'] },
  archive: { label: 'Archive', group: 'This fax', when: 'ready', keys: ['e'] },
  junk: { label: 'Move to Junk', group: 'This fax', when: 'ready', keys: ['x'] },
  block: { label: 'Block the sender', group: 'This fax', when: 'ready', keys: ['b'] },
  trash: { label: 'Move to Trash', group: 'This fax', when: 'ready', keys: ['#'] },
  restore: { label: 'Restore', group: 'This fax', when: 'ready', keys: [] },
  attentionDone: { label: 'Dealt with what needs attention', group: 'This fax', when: 'fax', keys: ['y'] },
  note: { label: 'Write a note', group: 'This fax', when: 'fax', keys: [] },
  undo: { label: 'Undo the last change', group: 'This fax', when: 'always', keys: ['u'] },
  panel: { label: 'Show or hide the panel', group: 'This fax', when: 'fax', keys: ['i'] },

  nextPage: { label: 'Next page', group: 'Document', when: 'fax', keys: ['PageDown'] },
  previousPage: { label: 'Previous page', group: 'Document', when: 'fax', keys: ['PageUp'] },
  firstPage: { label: 'First page', group: 'Document', when: 'fax', keys: [] },
  lastPage: { label: 'Last page', group: 'Document', when: 'fax', keys: [] },
  rotateRight: { label: 'Rotate the view right', group: 'Document', when: 'fax', keys: ['.'] },
  rotateLeft: { label: 'Rotate the view left', group: 'Document', when: 'fax', keys: [','] },
  // `=` is `+` without Shift on most keyboards.
  zoomIn: { label: 'Zoom in', group: 'Document', when: 'fax', keys: ['+', '='] },
  zoomOut: { label: 'Zoom out', group: 'Document', when: 'fax', keys: ['-'] },
  fit: { label: 'Fit to width', group: 'Document', when: 'fax', keys: [] },
  alone: { label: 'Document alone', group: 'Document', when: 'fax', keys: ['z'] },
  find: { label: 'Find in the document', group: 'Document', when: 'fax', keys: ['f'], mod: true },
  print: { label: 'Print', group: 'Document', when: 'fax', keys: ['p'], mod: true },
  download: { label: 'Download the original', group: 'Document', when: 'fax', keys: [] },
  openInTab: { label: 'Open in a new tab', group: 'Document', when: 'fax', keys: [] },

  goUnassigned: { label: 'Unassigned', group: 'Go to', when: 'always', keys: [] },
  goMine: { label: 'Mine', group: 'Go to', when: 'always', keys: [] },
  goMyTeam: { label: 'My team', group: 'Go to', when: 'always', keys: [] },
  goAllOpen: { label: 'All open', group: 'Go to', when: 'always', keys: [] },
  goHandled: { label: 'Handled', group: 'Go to', when: 'always', keys: [] },
  goClosed: { label: 'Closed', group: 'Go to', when: 'always', keys: [] },
  goArchived: { label: 'Archived', group: 'Go to', when: 'always', keys: [] },
  goJunk: { label: 'Junk', group: 'Go to', when: 'always', keys: [] },
  goTrash: { label: 'Trash', group: 'Go to', when: 'always', keys: [] },
  goAttention: { label: 'Needs attention', group: 'Go to', when: 'always', keys: [] },
  blockedSenders: { label: 'Blocked senders', group: 'Go to', when: 'always', keys: [] },

  palette: { label: 'Find an action', group: 'Faxwell', when: 'always', keys: ['k'], mod: true },
  help: { label: 'Keyboard shortcuts', group: 'Faxwell', when: 'always', keys: ['?'] },
  colorScheme: { label: 'Switch between light and dark', group: 'Faxwell', when: 'always', keys: [] },
  filingRights: { label: 'Who may file, or only propose', group: 'Faxwell', when: 'always', keys: [] },
  away: { label: 'Say when you are away', group: 'Faxwell', when: 'always', keys: [] },
  signOut: { label: 'Sign out', group: 'Faxwell', when: 'always', keys: [] },
} as const satisfies Record<string, Command>;

export type CommandId = keyof typeof TABLE;

export const COMMANDS: Readonly<Record<CommandId, Command>> = TABLE;

// Object.keys forgets the literal types of the table's own keys.
export const COMMAND_IDS = Object.keys(TABLE) as readonly CommandId[];
