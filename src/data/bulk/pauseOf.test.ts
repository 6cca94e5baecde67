import { forbidden, OperationOutcomeError, preconditionFailed, tooManyRequests } from '@medplum/core';
import { expect, test } from 'vitest';
import { pauseOf } from './pauseOf.ts';

const outcome = (code: 'throttled' | 'invalid') =>
  new OperationOutcomeError({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code }] });

test('what goes away by waiting is waited out, whichever server says it', () => {
  expect(pauseOf(new OperationOutcomeError(tooManyRequests))).toBe('busy');
  expect(pauseOf(outcome('throttled'))).toBe('busy');
  expect(pauseOf(new TypeError('Failed to fetch'))).toBe('offline');
});

test('what does not is told', () => {
  expect(pauseOf(new OperationOutcomeError(forbidden))).toBeUndefined();
  expect(pauseOf(new OperationOutcomeError(preconditionFailed))).toBeUndefined();
  expect(pauseOf(outcome('invalid'))).toBeUndefined();
  expect(pauseOf(new Error('a fault of ours'))).toBeUndefined();
});
