import { expect, test } from 'vitest';
import { UndoStack } from './undoStack.ts';

test('undo takes the last thing first, and nothing of whoever sat here before', () => {
  const undos = new UndoStack();
  undos.push({ faxId: 'a', inverse: { kind: 'unhandle' }, factAfter: 'true' });
  undos.push({ faxId: 'b', inverse: { kind: 'restore' }, factAfter: 'trash' });
  expect(undos.pop()?.faxId).toBe('b');
  undos.clear();
  expect(undos.pop()).toBeUndefined();
});

test('a change is taken out from below the last one, once', () => {
  const undos = new UndoStack();
  const first = { faxId: 'a', inverse: { kind: 'unhandle' }, factAfter: 'true' } as const;
  undos.push(first);
  undos.push({ faxId: 'b', inverse: { kind: 'restore' }, factAfter: 'trash' });
  expect(undos.take(first)).toBe(first);
  expect(undos.take(first)).toBeUndefined();
  expect(undos.pop()?.faxId).toBe('b');
  expect(undos.pop()).toBeUndefined();
});
