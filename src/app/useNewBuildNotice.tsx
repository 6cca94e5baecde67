import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { loadConfig } from '../data/config.ts';

const CHECK_MS = 5 * 60_000;
const NOTICE_ID = 'new-build';

/**
 * Says once that the server serves another build than the one this tab runs. The old one keeps working: when to reload
 * is the reader's choice.
 */
export function useNewBuildNotice(runningBuild: string | undefined): void {
  useEffect(() => {
    const check = async () => {
      // Offline or restarting: the next check will tell.
      const served = await loadConfig().catch(() => undefined);
      if (served && served.build !== runningBuild) {
        clearInterval(timer);
        notifications.show(NOTICE);
      }
    };
    const timer = setInterval(check, CHECK_MS);
    return () => clearInterval(timer);
  }, [runningBuild]);
}

const NOTICE = {
  id: NOTICE_ID,
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
} as const;
