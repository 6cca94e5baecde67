import { expect, test } from 'vitest';
import { type UndoEntry, UndoStack } from './undoStack.ts';

const entry = (): UndoEntry => ({ takeBack: async () => {} });

test('undo takes the last thing first, and nothing of whoever sat here before', () => {
  const undos = new UndoStack();
  const [first, last] = [entry(), entry()];
  undos.push(first);
  undos.push(last);
  expect(undos.pop()).toBe(last);
  undos.clear();
  expect(undos.pop()).toBeUndefined();
});

test('a change is taken out from below the last one, once', () => {
  const undos = new UndoStack();
  const [first, last] = [entry(), entry()];
  undos.push(first);
  undos.push(last);
  expect(undos.take(first)).toBe(first);
  expect(undos.take(first)).toBeUndefined();
  expect(undos.pop()).toBe(last);
  expect(undos.pop()).toBeUndefined();
});
