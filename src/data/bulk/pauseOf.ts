import { getStatus, OperationOutcomeError } from '@medplum/core';
import type { Pause } from './runItems.ts';

/** Codes of https://hl7.org/fhir/R4/valueset-issue-type.html that say "later". */
const LATER: readonly (string | undefined)[] = ['throttled', 'transient', 'timeout', 'lock-error'];
/** What a proxy answers in place of a server that restarts, and what says "too many". */
const LATER_STATUS: readonly number[] = [429, 502, 503, 504];

/** Whether a failure goes away by waiting. */
export function pauseOf(error: unknown): Pause | undefined {
  if (error instanceof OperationOutcomeError) {
    const { outcome } = error;
    const isLater =
      LATER_STATUS.includes(getStatus(outcome)) || outcome.issue?.some(({ code }) => LATER.includes(code));
    return isLater ? 'busy' : undefined;
  }
  // What `fetch` throws when no answer came: https://fetch.spec.whatwg.org/#fetch-method
  return error instanceof TypeError ? 'offline' : undefined;
}
