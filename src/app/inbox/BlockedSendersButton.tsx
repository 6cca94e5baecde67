import { Button } from '@mantine/core';
import { useShortcuts } from '../../components/shortcuts/ShortcutProvider.tsx';

/** The way from Junk to who is blocked. */
export function BlockedSendersButton() {
  const { registry } = useShortcuts();
  return (
    <Button variant="subtle" size="compact-sm" onClick={() => registry.run('blockedSenders')}>
      Blocked senders
    </Button>
  );
}
