import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useSaveView } from '../../../data/clinic/useSaveView.ts';
import type { View } from '../../../domain/clinic/views.ts';

interface ViewMenuProps {
  readonly view: View;
  /** It stands in something that closes when anything outside of it is clicked. */
  readonly isInside: boolean;
  readonly onRename: () => void;
}

/** What can be done with a view itself. */
export function ViewMenu({ view, isInside, onRename }: ViewMenuProps) {
  const { remove } = useSaveView();
  return (
    <Menu position="bottom-end" width={140} withinPortal={!isInside}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={24} aria-label={`Rename or delete ${view.name}`}>
          <IconDots size={14} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onRename}>Rename…</Menu.Item>
        <Menu.Item onClick={() => void remove(view)}>Delete</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
