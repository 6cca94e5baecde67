import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import {
  type Attention,
  makeAttentionDone,
  makeAttentionTask,
  parseAttention,
} from '../../domain/intake/attentionTask.ts';
import { actAt } from '../../domain/testing/communications.ts';
import { putAttention } from './attentionCache.ts';

const KEY = ['attention'];

function attention(id: string, lastUpdated: string, isDone = false): Attention {
  const task = makeAttentionTask('Communication/f', 'unknown-line', '2026-11-20T09:00:00Z');
  const raised = { ...task, id, meta: { lastUpdated } };
  return parseAttention(isDone ? makeAttentionDone(raised, true, actAt(0)) : raised)!;
}

function listed(queryClient: QueryClient): string[] {
  const items = queryClient.getQueryData<readonly Attention[]>(KEY) ?? [];
  return items.map(({ id, isOpen }) => `${id} ${isOpen ? 'open' : 'done'}`);
}

test('what is raised comes last, what is done stays in its place, and nothing goes back', () => {
  const queryClient = new QueryClient();
  queryClient.setQueryData(KEY, [attention('a', '2026-11-20T09:00:00Z')]);
  putAttention(queryClient, attention('b', '2026-11-20T09:01:00Z'));
  putAttention(queryClient, attention('a', '2026-11-20T10:00:00Z', true));
  expect(listed(queryClient)).toEqual(['a done', 'b open']);
  putAttention(queryClient, attention('a', '2026-11-20T09:30:00Z'));
  expect(listed(queryClient)).toEqual(['a done', 'b open']);
  putAttention(queryClient, attention('c', '2026-11-20T09:30:00Z', true));
  expect(listed(queryClient)).toEqual(['a done', 'b open']);
});

test('nothing is put where nothing has been asked for: what comes then comes with everything else', () => {
  const queryClient = new QueryClient();
  putAttention(queryClient, attention('a', '2026-11-20T09:00:00Z'));
  expect(queryClient.getQueryData(KEY)).toBeUndefined();
});
