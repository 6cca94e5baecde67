import { Button, Group, Progress, Text } from '@mantine/core';
import { useCommand } from '../../../components/shortcuts/useCommand.ts';
import type { BulkProgress } from '../../../data/bulk/bulkDesk.ts';
import { useBulkDesk, useBulkProgress } from '../../../data/bulk/useBulkState.ts';
import { formatCount } from '../../../domain/bulk/bulkAction.ts';
import classes from './BulkBar.module.css';

/** How a run goes on, and the way to stop it. */
export function RunBar() {
  const progress = useBulkProgress();
  const { stop } = useBulkDesk();
  useCommand('stopRun', stop);
  if (!progress) {
    return null;
  }
  const { doing, total, settled } = progress;
  const counted = `${formatCount(settled)} of ${formatCount(total)}`;
  return (
    <section aria-label="What is done to many faxes" className={classes.bar}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text fw={600} truncate>
          {doing}
        </Text>
        <Text c="dimmed" flex="none">
          {counted}
        </Text>
        <Button size="compact-xs" variant="default" disabled={progress.isStopping} onClick={stop}>
          Stop
        </Button>
      </Group>
      <Progress.Root size="sm" my={6}>
        <Progress.Section value={(settled / total) * 100} aria-label={doing} aria-valuetext={counted} />
      </Progress.Root>
      {/* Said when it changes: the counting itself would never end. */}
      <Text role="status" fz="sm" c={progress.pause ? 'var(--fax-warning)' : 'dimmed'}>
        {pauseWords(progress)}
      </Text>
    </section>
  );
}

function pauseWords({ pause, isStopping }: BulkProgress): string {
  if (isStopping) {
    return 'Stopping: what is under way is finished.';
  }
  switch (pause) {
    case 'busy':
      return 'The server asks for a pause. It goes on by itself.';
    case 'offline':
      return 'No connection. It goes on by itself when it is back.';
    default:
      return 'You can go on reading meanwhile.';
  }
}
