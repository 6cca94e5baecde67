import { Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { ListFooter } from '../../components/ListFooter.tsx';
import type { AttentionList } from '../../data/attention/useAttentionList.ts';
import { useLive } from '../../data/live.ts';
import { AttentionListbox } from './AttentionListbox.tsx';
import classes from './AttentionPane.module.css';

interface AttentionPaneProps {
  readonly list: AttentionList;
  readonly selectedId: string | undefined;
  readonly onSelect: (id: string) => void;
  /** Stands before the name: the way to the folders on a phone. */
  readonly start?: ReactNode;
}

/** The list column of what needs a person, oldest first. */
export function AttentionPane({ list, selectedId, onSelect, start }: AttentionPaneProps) {
  const { live } = useLive();
  const open = list.items.filter(({ isOpen }) => isOpen).length;
  return (
    <section aria-label="Needs attention" className={classes.pane}>
      <header className={classes.header}>
        {start}
        <Title order={1}>Needs attention</Title>
      </header>
      <div className={classes.list}>
        {list.status === 'loading' && (
          <Stack role="status" aria-label="Loading what needs attention" gap="xs" p="sm">
            <Skeleton height={60} />
            <Skeleton height={60} />
          </Stack>
        )}
        {list.status === 'failed' && (
          <Stack role="alert" align="flex-start" gap="xs" className={classes.message}>
            <Text fw={600}>{list.problem?.title}</Text>
            <Text c="dimmed">{list.problem?.message}</Text>
            <Button size="xs" variant="default" onClick={list.retry}>
              Try again
            </Button>
          </Stack>
        )}
        {list.status === 'ready' && list.items.length === 0 && (
          <Stack gap="xs" className={classes.message}>
            <Text fw={600}>Nothing here</Text>
            <Text c="dimmed">Nothing needs a person now. What does appears here by itself.</Text>
          </Stack>
        )}
        {list.items.length > 0 && (
          <AttentionListbox items={list.items} selectedId={selectedId} onSelect={onSelect} />
        )}
      </div>
      <ListFooter live={live}>{list.status === 'ready' && `${open} open`}</ListFooter>
    </section>
  );
}
