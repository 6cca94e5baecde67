import { Button, Group, Loader, Text } from '@mantine/core';
import { IconDownload, IconFileAlert, IconRefresh } from '@tabler/icons-react';
import classes from './DocumentViewer.module.css';

/**
 * Stands where the pages would be while they are being loaded, so that moving fast through the list never shows an
 * empty pane: whose fax it is at once, that it is being loaded only when that takes noticeably long.
 */
export function LoadingMessage({ title }: { readonly title: string }) {
  return (
    <div className={classes.message}>
      <Text fw={600} c="dimmed">
        {title}
      </Text>
      <div className={classes.late}>
        <Loader size="sm" type="dots" color="gray" aria-hidden />
        <Text>Loading the document…</Text>
      </div>
    </div>
  );
}

interface ProblemMessageProps {
  readonly message: string;
  readonly onRetry?: (() => void) | undefined;
  readonly onDownload?: (() => void) | undefined;
}

/** Says in one sentence why no pages are shown, with what can be done about it. */
export function ProblemMessage({ message, onRetry, onDownload }: ProblemMessageProps) {
  return (
    <div className={classes.message} role="alert">
      <IconFileAlert size={36} stroke={1.3} aria-hidden />
      <Text maw={380} ta="center">
        {message}
      </Text>
      <Group gap="xs">
        {onRetry && (
          <Button size="xs" variant="default" leftSection={<IconRefresh size={16} />} onClick={onRetry}>
            Try again
          </Button>
        )}
        {onDownload && (
          <Button size="xs" variant="default" leftSection={<IconDownload size={16} />} onClick={onDownload}>
            Download
          </Button>
        )}
      </Group>
    </div>
  );
}
