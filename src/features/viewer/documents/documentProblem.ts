type ProblemKind = 'locked' | 'damaged' | 'empty' | 'unsupported' | 'unavailable' | 'stuck';

/** Why a document cannot be shown, said to the reader; the original can be downloaded all the same. */
export interface DocumentProblem {
  readonly kind: ProblemKind;
  readonly message: string;
}

const MESSAGES: Record<ProblemKind, string> = {
  locked:
    'This document is locked with a password. Download it and open it with the password from the sender.',
  damaged: 'This document is damaged and cannot be shown. The original can still be downloaded.',
  empty: 'This document is empty: it arrived without a single page.',
  unsupported: 'This kind of file cannot be shown here. Download it to open it in another program.',
  unavailable: 'The document could not be loaded. Nothing is lost; try again in a moment.',
  stuck: 'This document took too long to draw and was stopped. Download it to open it in another program.',
};

/** Thrown where a document's bytes are had, looked at or drawn, when the cause is known. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
  readonly kind: ProblemKind;

  constructor(kind: ProblemKind, options?: ErrorOptions) {
    super(MESSAGES[kind], options);
    this.kind = kind;
  }
}

/** Words for whatever was thrown while opening a document. pdf.js tells its errors apart by name. */
export function describeProblem(error: unknown): DocumentProblem {
  const kind = problemKind(error);
  return { kind, message: MESSAGES[kind] };
}

function problemKind(error: unknown): ProblemKind {
  if (error instanceof DocumentError) {
    return error.kind;
  }
  return error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'damaged';
}
