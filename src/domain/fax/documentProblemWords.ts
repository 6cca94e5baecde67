import type { DocumentProblem } from './fax.ts';

interface ProblemWords {
  /** For a row of the list. */
  readonly short: string;
  /** What is wrong, what was kept, what to do. */
  readonly sentence: string;
}

/** Why a document cannot be shown, or not whole, for a person. What arrived is always kept. */
export const DOCUMENT_PROBLEM_WORDS: Record<DocumentProblem, ProblemWords> = {
  missing: {
    short: 'No document came with it',
    sentence: 'This fax came without a document.',
  },
  empty: {
    short: 'Cannot be opened: the file is empty',
    sentence: 'The file that arrived is empty. Ask the sender to fax it again.',
  },
  broken: {
    short: 'Cannot be opened: the file is damaged',
    sentence:
      'The file that arrived is damaged and cannot be opened. It is kept as it came; ask the sender to fax it again.',
  },
  truncated: {
    short: 'Not whole: the file breaks off',
    sentence: 'The file that arrived is cut off: pages may be missing at its end.',
  },
  encrypted: {
    short: 'Cannot be opened: locked with a password',
    sentence:
      'The file is locked with a password. It is kept as it came; download it, or ask the sender for an open one.',
  },
  'too-large': {
    short: 'Cannot be shown: too large',
    sentence: 'The file is too large to be shown here. Download it to read it.',
  },
  unsupported: {
    short: 'Cannot be shown: unknown kind of file',
    sentence: 'The file is neither PDF nor TIFF and is not shown here. It is kept as it came.',
  },
  unreachable: {
    short: 'The document cannot be fetched now',
    sentence: 'The document could not be fetched from the carrier yet.',
  },
};
