import { badRequest, OperationOutcomeError, serverError } from '@medplum/core';
import { expect, test } from 'vitest';
import { outcomeFor } from './outcome.ts';

test('a client reads what is wrong with its request, and nothing of a crash', () => {
  const refusal = badRequest('Unknown search parameter');
  expect(outcomeFor(new OperationOutcomeError(refusal))).toBe(refusal);
  // What the store says when the disk is full.
  const failure = serverError(new Error('database or disk is full'));
  expect(outcomeFor(new OperationOutcomeError(failure))).toBeUndefined();
  expect(outcomeFor(new TypeError('x is undefined'))).toBeUndefined();
});
