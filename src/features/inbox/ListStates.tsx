import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import type { ErrorWords } from '../../data/errors.ts';
import type { FaxFilter } from '../../domain/fax/faxFilter.ts';
import type { FolderId } from '../../domain/fax/folders.ts';
import classes from './InboxPane.module.css';

const SKELETON_ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

/** The list before its first answer, in the shape of its rows. */
export function LoadingRows() {
  return (
    <div role="status" aria-label="Loading faxes" className={classes.state}>
      {SKELETON_ROWS.map((row) => (
        <Stack key={row} gap={7} className={classes.skeleton}>
          <Skeleton height={13} width="55%" />
          <Skeleton height={12} width="75%" />
          <Skeleton height={12} width="40%" />
        </Stack>
      ))}
    </div>
  );
}

interface FailedListProps {
  readonly problem: ErrorWords | undefined;
  readonly onRetry: () => void;
}

/** In the place of a list that could not be loaded. */
export function FailedList({ problem, onRetry }: FailedListProps) {
  return (
    <Stack role="alert" align="flex-start" gap="xs" className={classes.message}>
      <Text fw={600}>{problem?.title ?? 'The list could not be loaded'}</Text>
      <Text c="dimmed">{problem?.message ?? 'Nothing was changed.'}</Text>
      <Button size="xs" variant="default" onClick={onRetry}>
        Try again
      </Button>
    </Stack>
  );
}

/** Below the rows that are there. */
export function FailedPage({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <Group role="alert" justify="center" gap="xs" p="xs">
      <Text c="dimmed">More could not be loaded.</Text>
      <Button size="compact-xs" variant="default" onClick={onRetry}>
        Try again
      </Button>
    </Group>
  );
}

const EMPTY_WORDS: Record<FolderId, string> = {
  unassigned: 'Every fax is on a patient or done. New ones appear here by themselves.',
  mine: 'No fax is yours now. Claim one, and it is here.',
  'my-team': 'Nothing lies here for your teams. What is routed to one of them appears by itself.',
  'all-open': 'Nothing is owed on any fax. New ones appear here by themselves.',
  handled: 'No fax has been handled yet.',
  closed: 'No fax has been closed yet: one is when it is handled and, where its type needs it, reviewed.',
  archived: 'Nothing is archived.',
  junk: 'There is no junk.',
  trash: 'The trash is empty.',
};

interface EmptyListProps {
  readonly filter: FaxFilter;
  readonly words: string;
  readonly isNarrowed: boolean;
  readonly onShowAll: () => void;
}

/** In the place of a list without faxes: why there are none. */
export function EmptyList({ filter, words, isNarrowed, onShowAll }: EmptyListProps) {
  if (!isNarrowed) {
    return (
      <Stack gap="xs" className={classes.message}>
        <Text fw={600}>Nothing here</Text>
        <Text c="dimmed">{EMPTY_WORDS[filter.folder]}</Text>
      </Stack>
    );
  }
  return (
    <Stack align="flex-start" gap="xs" className={classes.message}>
      <Text fw={600}>No fax in this list matches</Text>
      <Text c="dimmed">
        {words
          ? 'The search looks at sender, number and subject of the faxes in this folder.'
          : 'Other faxes of this folder are hidden by the filters.'}
      </Text>
      <Button size="xs" variant="default" onClick={onShowAll}>
        Clear search and filters
      </Button>
    </Stack>
  );
}
