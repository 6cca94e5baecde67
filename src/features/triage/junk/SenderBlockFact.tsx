import { Button, Group, Text } from '@mantine/core';
import { useSenderBlocks } from '../../../data/clinic/useSenderBlocks.ts';
import { useSenderSetting } from '../../../data/clinic/useSenderSettings.ts';
import { isBlocking } from '../../../domain/clinic/blockedSender.ts';
import type { Fax } from '../../../domain/fax/fax.ts';
import { When } from '../When.tsx';

/** That the sender of a fax is blocked, since when, by whom and why, with the way to let it through again. */
export function SenderBlockFact({ fax }: { readonly fax: Fax }) {
  const setting = useSenderSetting(fax.originatingNumber);
  const { unblock } = useSenderBlocks();
  if (!isBlocking(setting)) {
    return null;
  }
  const { act, reason } = setting;
  return (
    <Group justify="space-between" gap={6} wrap="nowrap">
      <Text size="sm">
        Sender blocked by {act.by.display ?? 'somebody'}, <When at={act.at} />: {reason}
      </Text>
      <Button size="compact-xs" variant="subtle" flex="none" onClick={() => void unblock(setting)}>
        Unblock
      </Button>
    </Group>
  );
}
