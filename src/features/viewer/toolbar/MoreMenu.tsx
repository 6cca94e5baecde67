import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowsMaximize,
  IconDots,
  IconDownload,
  IconExternalLink,
  IconLayoutSidebar,
  IconPrinter,
  IconRotate,
  IconSearch,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { COMMANDS, type CommandId } from '../../../components/shortcuts/commands.ts';
import { KeyHint } from '../../../components/shortcuts/KeyHint.tsx';
import type { ViewerHandle } from '../viewerCommands.ts';

interface MoreMenuProps {
  readonly commands: ViewerHandle;
  readonly hasPages: boolean;
  readonly hasFile: boolean;
  /** Undefined where thumbnails would be of no use. */
  readonly thumbnails: { readonly shown: boolean; readonly toggle: () => void } | undefined;
  readonly zen: boolean;
}

/** What is needed less often, and what a narrow pane has no button for. */
export function MoreMenu({ commands, hasPages, hasFile, thumbnails, zen }: MoreMenuProps) {
  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label="More for this document" title="More">
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Item id="rotateLeft" icon={IconRotate} run={commands.rotateLeft} enabled={hasPages} />
        <Item id="find" icon={IconSearch} run={commands.find} enabled={hasPages} />
        <Item id="print" icon={IconPrinter} run={commands.print} enabled={hasPages} />
        <Item id="download" icon={IconDownload} run={commands.download} enabled={hasFile} />
        <Item id="openInTab" icon={IconExternalLink} run={commands.openInTab} enabled={hasFile} />
        <Menu.Divider />
        {thumbnails && (
          <Menu.Item leftSection={<IconLayoutSidebar size={16} aria-hidden />} onClick={thumbnails.toggle}>
            {thumbnails.shown ? 'Hide page thumbnails' : 'Show page thumbnails'}
          </Menu.Item>
        )}
        <Item
          id="alone"
          icon={IconArrowsMaximize}
          run={commands.toggleAlone}
          enabled
          label={zen ? 'Show everything again' : COMMANDS.alone.label}
        />
      </Menu.Dropdown>
    </Menu>
  );
}

interface ItemProps {
  readonly id: CommandId;
  readonly icon: ComponentType<{ size: number; 'aria-hidden': true }>;
  readonly run: () => void;
  readonly enabled: boolean;
  readonly label?: string;
}

function Item({ id, icon: Icon, run, enabled, label = COMMANDS[id].label }: ItemProps) {
  return (
    <Menu.Item
      leftSection={<Icon size={16} aria-hidden />}
      rightSection={<KeyHint id={id} />}
      disabled={!enabled}
      onClick={run}
    >
      {label}
    </Menu.Item>
  );
}
