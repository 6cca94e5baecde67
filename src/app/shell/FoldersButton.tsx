import { ActionIcon, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMenu2 } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { useLocation } from 'react-router';
import classes from './FoldersButton.module.css';

/** The rail where it has no column: behind a button, and away again when something was chosen in it. */
export function FoldersButton({ children }: { readonly children: ReactNode }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const { key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: going anywhere closes it
  useEffect(close, [key]);
  return (
    <>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Folders" onClick={open}>
        <IconMenu2 size={18} aria-hidden />
      </ActionIcon>
      <Drawer opened={isOpen} onClose={close} title="Folders" size={260} classNames={{ body: classes.body }}>
        {children}
      </Drawer>
    </>
  );
}
