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

test('a change that was not saved is not taken back', () => {
  const undos = new UndoStack();
  const failed = { faxId: 'b', inverse: { kind: 'restore' }, factAfter: 'trash' } as const;
  undos.push({ faxId: 'a', inverse: { kind: 'unhandle' }, factAfter: 'true' });
  undos.push(failed);
  undos.drop(failed);
  expect(undos.pop()?.faxId).toBe('a');
});
