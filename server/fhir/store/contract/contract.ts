import type { OperationOutcome } from '@medplum/fhirtypes';
import type { Answer, FhirClient } from './fhirClient.ts';

/** Where servers differ, and what each does. */
interface Expectations {
  /** `If-Match` holds for PATCH and DELETE as it does for PUT. */
  ifMatchOnEveryWrite: boolean;
  /** A transaction Bundle happens as a whole or not at all. */
  atomicTransactions: boolean;
  /** A searched day is all of that day, not its midnight. */
  dayIsWholeDay: boolean;
  /** Resources without the sort parameter come first in a descending list. */
  missingSortsFirst: boolean;
}

/** What the embedded server does, and what a Medplum server with its defaults does (`CARELESS=1`). */
export const EXPECTATIONS: Record<'strict' | 'careless', Expectations> = {
  strict: {
    ifMatchOnEveryWrite: true,
    atomicTransactions: true,
    dayIsWholeDay: true,
    missingSortsFirst: false,
  },
  careless: {
    ifMatchOnEveryWrite: false,
    atomicTransactions: false,
    dayIsWholeDay: false,
    missingSortsFirst: true,
  },
};

/** A server under test; the suites ask for it inside their tests, when it has been started. */
export interface ContractServer {
  client: FhirClient;
  expected: Expectations;
}

/** `If-Match` for a version. */
export function ifMatch(versionId: string): Record<string, string> {
  return { 'if-match': `W/"${versionId}"` };
}

/** The code and text of an OperationOutcome's first issue. */
export function issueOf(answer: Answer<unknown>): { id: string | undefined; code: string | undefined } {
  // An answer that is no OperationOutcome yields undefined, which no test expects.
  const outcome = answer.body as Partial<OperationOutcome> | undefined;
  return { id: outcome?.id, code: outcome?.issue?.[0]?.code };
}
