import type { Attention } from '../../domain/intake/attentionTask.ts';

/** What is to be done about it, or who did it. */
export function formatTodo({ isOpen, todo, done }: Attention): string {
  return isOpen ? todo : `Dealt with${done.by?.display ? ` by ${done.by.display}` : ''}`;
}
