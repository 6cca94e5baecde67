import { getStatus, normalizeErrorString, OperationOutcomeError } from '@medplum/core';
import { ConflictError } from './faxes/conflict.ts';
import { PartlyDoneError, RefusalError } from './refusal.ts';

/** A failure in words: what happened, what to do next, and whether trying again can help. */
export interface ErrorWords {
  readonly title: string;
  readonly message: string;
  readonly retry: boolean;
}

const WORDS: Record<number, ErrorWords> = {
  401: {
    title: 'Signed out',
    message: 'Your sign-in has ended. Sign in again; nothing was lost.',
    retry: false,
  },
  403: { title: 'Not allowed', message: 'Your account may not do this. Nothing was changed.', retry: false },
  404: { title: 'Not found', message: 'It is not there, or you may not see it.', retry: false },
  409: { title: 'Busy', message: 'Somebody else was saving at the same moment. Try again.', retry: true },
  410: { title: 'Deleted', message: 'It was deleted since this list was loaded.', retry: false },
  412: {
    title: 'Changed meanwhile',
    message: 'Somebody else changed it first. Look again before you decide.',
    retry: true,
  },
  413: {
    title: 'Too large',
    message: 'The server does not take that much at once. Nothing was saved.',
    retry: false,
  },
  429: {
    title: 'Too many requests',
    message: 'The server asks for a pause. Try again in a minute.',
    retry: true,
  },
  503: {
    title: 'Server not ready',
    message: 'The server cannot answer right now. Try again in a moment.',
    retry: true,
  },
};

/** The one place that turns any failure into words. The server's own text never reaches a person: it may hold data. */
export function describeError(error: unknown): ErrorWords {
  if (error instanceof ConflictError) {
    return { title: 'Changed meanwhile', message: error.message, retry: false };
  }
  if (error instanceof RefusalError) {
    return { title: 'Not possible', message: error.message, retry: false };
  }
  if (error instanceof PartlyDoneError) {
    return { title: 'Done in part', message: error.message, retry: false };
  }
  if (error instanceof OperationOutcomeError) {
    const status = getStatus(error.outcome);
    return WORDS[status] ?? (status >= 500 ? serverFailed : refused);
  }
  if (error instanceof TypeError || /fetch|network|load failed/i.test(normalizeErrorString(error))) {
    return offline;
  }
  return unexpected;
}

const serverFailed: ErrorWords = {
  title: 'The server failed',
  message: 'Nothing was changed as far as we know. Look again, then try once more.',
  retry: true,
};
const refused: ErrorWords = {
  title: 'Not accepted',
  message: 'The server did not accept this. Nothing was changed.',
  retry: false,
};
const offline: ErrorWords = {
  title: 'No connection',
  message: 'The server cannot be reached. What is on the screen stays; try again when you are back online.',
  retry: true,
};
const unexpected: ErrorWords = {
  title: 'Something went wrong',
  message: 'This is a fault of Faxwell. Reload the page; what was saved is safe.',
  retry: true,
};
