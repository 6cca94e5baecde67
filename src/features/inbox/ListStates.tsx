import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import type { FaxList } from '../../data/faxes/useFaxList.ts';
import { useKnownPatient } from '../../data/patients/useKnownPatient.ts';
import {
  areDatesReversed,
  type FaxFilter,
  type FaxListKey,
  lookInto,
  type TypedSearch,
} from '../../domain/fax/faxFilter.ts';
import { FILTERS } from '../../domain/fax/filters.ts';
import type { FolderId } from '../../domain/fax/folders.ts';
import { formatDate } from '../../domain/format/time.ts';
import classes from './InboxPane.module.css';
import { takeOff } from './takeOff.ts';

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
  readonly list: FaxList;
  readonly onNarrow: (filter: FaxFilter, typed: TypedSearch) => void;
  readonly onShowAll: () => void;
}

/** In the place of a list that could not be loaded: a server that cannot look for something is asked without it. */
export function FailedList({ list, onNarrow, onShowAll }: FailedListProps) {
  const { problem, refused, key } = list;
  if (refused.length > 0) {
    const sought = new Intl.ListFormat('en-US', { type: 'disjunction' });
    return (
      <Stack role="alert" align="flex-start" gap="xs" className={classes.message}>
        <Text fw={600}>
          This server cannot look for {sought.format(refused.map((id) => FILTERS[id].sought))}
        </Text>
        <Text c="dimmed">Take that filter off to see the others. Nothing was changed.</Text>
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            onClick={() => onNarrow(...takeOff(refused, key.filter, typedIn(key)))}
          >
            {refused.length === 1 ? 'Take this filter off' : 'Take these filters off'}
          </Button>
          <Button size="xs" variant="subtle" onClick={onShowAll}>
            Clear search and filters
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <Stack role="alert" align="flex-start" gap="xs" className={classes.message}>
      <Text fw={600}>{problem?.title ?? 'The list could not be loaded'}</Text>
      <Text c="dimmed">{problem?.message ?? 'Nothing was changed.'}</Text>
      <Button size="xs" variant="default" onClick={list.retry}>
        Try again
      </Button>
    </Stack>
  );
}

function typedIn({ words, sender, birthDate }: FaxListKey): TypedSearch {
  return { words, sender, birthDate };
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
  readonly listKey: FaxListKey;
  readonly isNarrowed: boolean;
  readonly onNarrow: (filter: FaxFilter, typed: TypedSearch) => void;
  readonly onShowAll: () => void;
}

/** In the place of a list without faxes: why there are none, and where else to look. */
export function EmptyList({ listKey, isNarrowed, onNarrow, onShowAll }: EmptyListProps) {
  const { filter } = listKey;
  const { isMissing } = useKnownPatient(filter.patient);
  if (!isNarrowed) {
    return (
      <Stack gap="xs" className={classes.message}>
        <Text fw={600}>Nothing here</Text>
        <Text c="dimmed">{EMPTY_WORDS[filter.folder]}</Text>
      </Stack>
    );
  }
  const isEverywhere = filter.folder === 'all-open' && filter.state === 'any';
  return (
    <Stack align="flex-start" gap="xs" className={classes.message}>
      <Text fw={600}>{isEverywhere ? 'No received fax matches' : 'No fax in this list matches'}</Text>
      <Text c="dimmed">
        {isMissing ? 'The patient that is looked for is not there (any more).' : whyNone(listKey)}
      </Text>
      <Group gap="xs">
        {!isEverywhere && (
          <Button
            size="xs"
            variant="default"
            onClick={() => onNarrow(lookInto(filter, 'any'), typedIn(listKey))}
          >
            Look everywhere
          </Button>
        )}
        <Button size="xs" variant="default" onClick={onShowAll}>
          Clear search and filters
        </Button>
      </Group>
    </Stack>
  );
}

function whyNone({ filter, words, birthDate, bornThen }: FaxListKey): string {
  if (areDatesReversed(filter)) {
    return `The last day, ${formatDate(filter.to)}, is before the first, ${formatDate(filter.from)}.`;
  }
  if (bornThen?.length === 0) {
    return `No patient here was born on ${formatDate(birthDate)}.`;
  }
  if (filter.folder === 'all-open' && filter.state === 'any') {
    return 'Open, closed, archived, junk and trash were looked at.';
  }
  return words
    ? 'The search looks at sender, number and subject of the faxes in this folder.'
    : 'Other faxes of this folder are hidden by the filters.';
}
