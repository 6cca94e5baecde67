import { expect, test } from 'vitest';
import { DocumentError, describeProblem } from './documentProblem.ts';

test('tells a locked document from a damaged one by what pdf.js throws', () => {
  const thrown = (name: string) => Object.assign(new Error('No password given'), { name });
  expect(describeProblem(thrown('PasswordException')).kind).toBe('locked');
  expect(describeProblem(thrown('InvalidPDFException')).kind).toBe('damaged');
  expect(describeProblem('anything else').kind).toBe('damaged');
});

test('a document that could not be loaded is not called damaged', () => {
  const problem = describeProblem(new DocumentError('unavailable', { cause: new Error('503') }));
  expect(problem.kind).toBe('unavailable');
  expect(problem.message).toContain('try again');
});
