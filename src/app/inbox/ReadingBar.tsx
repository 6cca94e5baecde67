import { Button, Group, VisuallyHidden } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';

interface ReadingBarProps {
  readonly folderLabel: string;
  readonly onBack: () => void;
  readonly children?: ReactNode;
}

/** The way back to the list where only one column fits. Takes the focus: what had it, a row of the list, is gone. */
export function ReadingBar({ folderLabel, onBack, children }: ReadingBarProps) {
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  return (
    <Group justify="space-between" px="xs" h={44} flex="none">
      <VisuallyHidden component="h1">Fax</VisuallyHidden>
      <Button
        ref={back}
        variant="subtle"
        leftSection={<IconChevronLeft size={16} aria-hidden />}
        onClick={onBack}
      >
        {folderLabel}
      </Button>
      {children}
    </Group>
  );
}
