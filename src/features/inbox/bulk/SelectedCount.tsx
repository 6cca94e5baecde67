import { Button, Group, Text } from '@mantine/core';
import { KeyHint } from '../../../components/shortcuts/KeyHint.tsx';
import { useNotDone } from '../../../data/bulk/useBulkState.ts';
import type { FaxList } from '../../../data/faxes/useFaxList.ts';
import { formatCount } from '../../../domain/bulk/bulkAction.ts';
import { formatReasons } from '../../../domain/bulk/bulkOutcome.ts';
import type { useEverything } from './useEverything.ts';
import type { ListSelection } from './useSelection.ts';

interface SelectedCountProps {
  readonly list: FaxList;
  readonly selection: ListSelection;
  /** How many faxes the list has, when that is known. */
  readonly total: number | undefined;
  readonly everything: ReturnType<typeof useEverything>;
  /** Why the last key did nothing. */
  readonly refusal: string | undefined;
}

/** How many are selected, what became of others, and the ways to all and to none. */
export function SelectedCount({ list, selection, total, everything, refusal }: SelectedCountProps) {
  const notDone = useNotDone();
  const count = selection.ids.size;
  const isAll = list.hasMore ? everything.status === 'all' : count >= list.rows.length;
  const all = total === undefined ? 'Select all' : `Select all ${formatCount(Math.max(total, count))}`;
  return (
    <>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text role="status" fw={600}>
          {formatCount(count)} selected
          {everything.status === 'looking' && ', looking for more…'}
        </Text>
        <Group gap={4} wrap="nowrap">
          {everything.status === 'looking' ? (
            <Button size="compact-xs" variant="subtle" onClick={everything.stop}>
              Stop
            </Button>
          ) : (
            !isAll && (
              <Button size="compact-xs" variant="subtle" onClick={everything.start}>
                {all}
              </Button>
            )
          )}
          <Button
            size="compact-xs"
            variant="subtle"
            aria-keyshortcuts="Escape"
            rightSection={<KeyHint id="backToList" />}
            onClick={selection.clear}
          >
            Clear
          </Button>
        </Group>
      </Group>
      <Text role="status" fz="sm" c={refusal ? 'var(--fax-warning)' : 'dimmed'}>
        {[
          refusal,
          everything.status === 'failed' && 'Not all could be found; try again.',
          selection.left > 0 && `${formatCount(selection.left)} left this list and the selection.`,
          notDone.size > 0 && `Not done: ${formatReasons([...notDone.values()])}.`,
        ]
          .filter(Boolean)
          .join(' ')}
      </Text>
    </>
  );
}
