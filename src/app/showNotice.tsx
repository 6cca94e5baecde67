import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { KeyHint } from '../components/shortcuts/KeyHint.tsx';
import type { Notice } from '../data/notify.ts';

const SHOWN_MS = { done: 6_000, failed: 15_000 } as const;

/** Only the last thing done can be undone, so only it is shown; failures stay until they are read. */
let lastDone = '';

/** Says at the foot of the window that something was done or failed, with the way back where there is one. */
export function showNotice({ kind, title, message, undo, next }: Notice): void {
  if (kind === 'done') {
    notifications.hide(lastDone);
  }
  const id = notifications.show({
    withBorder: true,
    autoClose: SHOWN_MS[kind],
    color: kind === 'failed' ? 'red' : 'teal',
    title: (
      <Group justify="space-between" wrap="nowrap">
        <Text span fw={600}>
          {title}
        </Text>
        <Group gap={4} wrap="nowrap" flex="none">
          {next && (
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => {
                next.run();
                notifications.hide(id);
              }}
            >
              {next.label}
            </Button>
          )}
          {undo && (
            <Button
              size="compact-sm"
              variant="subtle"
              rightSection={<KeyHint id="undo" />}
              onClick={() => {
                undo();
                notifications.hide(id);
              }}
            >
              Undo
            </Button>
          )}
        </Group>
      </Group>
    ),
    message,
  });
  if (kind === 'done') {
    lastDone = id;
  }
}

/** Stays until it is closed: when to reload is the reader's choice. */
export function showNewBuild(): void {
  notifications.show({
    id: 'new-build',
    withBorder: true,
    autoClose: false,
    title: 'A new version of Faxwell is ready',
    message: (
      <>
        <Text c="dimmed" mb="xs">
          Reload when convenient. Until then everything goes on as it is.
        </Text>
        <Button size="xs" variant="default" onClick={() => window.location.reload()}>
          Reload
        </Button>
      </>
    ),
  });
}
