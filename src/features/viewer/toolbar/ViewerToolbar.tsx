import { ActionIcon, Button, Kbd, Menu, Text } from '@mantine/core';
import {
  IconArrowsMaximize,
  IconArrowsMinimize,
  IconDots,
  IconDownload,
  IconExternalLink,
  IconLayoutSidebar,
  IconMinus,
  IconPlus,
  IconPrinter,
  IconRotate,
  IconRotateClockwise,
  IconSearch,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { FULL_SIZE, type Zoom } from '../layout/pageLayout.ts';
import { formatZoom } from '../layout/zoom.ts';
import { type ViewerCommand, type ViewerHandle, viewerCommands } from '../viewerCommands.ts';
import { formatKey } from './formatKey.ts';
import classes from './ViewerToolbar.module.css';

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
const ICON = { size: 16, stroke: 1.6, 'aria-hidden': true } as const;

export interface ViewerToolbarProps {
  readonly title: string;
  /** "page 2 of 3", or nothing while no page is shown. */
  readonly pageStatus: string;
  readonly zoom: Zoom;
  readonly onZoomChange: (zoom: Zoom) => void;
  readonly commands: ViewerHandle;
  /** Pages are on screen: they can be turned, zoomed and searched. */
  readonly hasPages: boolean;
  /** There is a file to download, whether or not it can be shown. */
  readonly hasFile: boolean;
  /** Undefined where thumbnails would be of no use. */
  readonly thumbnails: { readonly shown: boolean; readonly toggle: () => void } | undefined;
  readonly zen: boolean;
  readonly showKeys: boolean;
  readonly actions: ReactNode;
}

/** Title, page and the buttons over the document. What has no room on a narrow pane is in the menu at the end. */
export function ViewerToolbar(props: ViewerToolbarProps) {
  const { title, pageStatus, zoom, onZoomChange, commands, hasPages, zen, showKeys, actions } = props;
  return (
    <header className={classes.toolbar}>
      <Text className={classes.title} fw={700} fz="sm" truncate title={title}>
        {title}
      </Text>
      <Text className={classes.status} fz="sm">
        {pageStatus}
      </Text>
      <div className={classes.tools} role="toolbar" aria-label="Document">
        <IconCommand
          command="zoomOut"
          icon={<IconMinus {...ICON} />}
          {...{ commands, disabled: !hasPages }}
        />
        <ZoomMenu {...{ zoom, onZoomChange }} disabled={!hasPages} />
        <IconCommand command="zoomIn" icon={<IconPlus {...ICON} />} {...{ commands, disabled: !hasPages }} />
        <IconCommand
          command="rotateRight"
          icon={<IconRotateClockwise {...ICON} />}
          {...{ commands, disabled: !hasPages, showKey: showKeys }}
        />
        <TextCommand command="find" text="Find" {...{ commands, disabled: !hasPages, showKeys }} />
        <TextCommand command="print" text="Print" {...{ commands, disabled: !hasPages, showKeys }} />
        {actions}
        {zen && (
          <IconCommand
            command="toggleAlone"
            icon={<IconArrowsMinimize {...ICON} />}
            {...{ commands, disabled: false, showKey: showKeys }}
          />
        )}
        <MoreMenu {...props} />
      </div>
    </header>
  );
}

interface CommandProps {
  readonly command: ViewerCommand;
  readonly commands: ViewerHandle;
  readonly disabled: boolean;
}

function IconCommand({
  command,
  commands,
  disabled,
  icon,
  showKey,
}: CommandProps & { icon: ReactNode; showKey?: boolean }) {
  const { label } = viewerCommands[command];
  const key = keyOf(command);
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      className={classes.tool}
      aria-label={label}
      aria-keyshortcuts={key}
      title={label}
      disabled={disabled}
      onClick={commands[command]}
      rightSection={showKey && key ? <Kbd size="xs">{formatKey(key, isMac)}</Kbd> : undefined}
    >
      {icon}
    </Button>
  );
}

function TextCommand({
  command,
  commands,
  disabled,
  text,
  showKeys,
}: CommandProps & { text: string; showKeys: boolean }) {
  const key = keyOf(command);
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      className={`${classes.tool} ${classes.wide}`}
      aria-keyshortcuts={key}
      title={viewerCommands[command].label}
      disabled={disabled}
      onClick={commands[command]}
      rightSection={
        showKeys && key ? (
          <Kbd size="xs" className={classes.wideKey}>
            {formatKey(key, isMac)}
          </Kbd>
        ) : undefined
      }
    >
      {text}
    </Button>
  );
}

function ZoomMenu({
  zoom,
  onZoomChange,
  disabled,
}: Pick<ViewerToolbarProps, 'zoom' | 'onZoomChange'> & { disabled: boolean }) {
  const shown = formatZoom(zoom);
  return (
    <Menu position="bottom" withinPortal>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          className={classes.tool}
          disabled={disabled}
          aria-label={`Zoom: ${shown}`}
        >
          {shown}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onZoomChange({ mode: 'width' })}>Fit to width</Menu.Item>
        <Menu.Item onClick={() => onZoomChange({ mode: 'page' })}>Fit the whole page</Menu.Item>
        <Menu.Item onClick={() => onZoomChange({ mode: 'scale', scale: FULL_SIZE })}>100 %</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function MoreMenu({ commands, hasPages, hasFile, thumbnails, zen, showKeys }: ViewerToolbarProps) {
  const item = (
    command: ViewerCommand,
    icon: ReactNode,
    enabled: boolean,
    label: string = viewerCommands[command].label,
  ) => {
    const key = showKeys ? keyOf(command) : undefined;
    return (
      <Menu.Item
        leftSection={icon}
        rightSection={key ? <Kbd size="xs">{formatKey(key, isMac)}</Kbd> : undefined}
        disabled={!enabled}
        onClick={commands[command]}
      >
        {label}
      </Menu.Item>
    );
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label="More for this document" title="More">
          <IconDots {...ICON} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {item('rotateLeft', <IconRotate {...ICON} />, hasPages)}
        {item('find', <IconSearch {...ICON} />, hasPages)}
        {item('print', <IconPrinter {...ICON} />, hasPages)}
        {item('download', <IconDownload {...ICON} />, hasFile)}
        {item('openInTab', <IconExternalLink {...ICON} />, hasPages)}
        <Menu.Divider />
        {thumbnails && (
          <Menu.Item leftSection={<IconLayoutSidebar {...ICON} />} onClick={thumbnails.toggle}>
            {thumbnails.shown ? 'Hide page thumbnails' : 'Show page thumbnails'}
          </Menu.Item>
        )}
        {item(
          'toggleAlone',
          <IconArrowsMaximize {...ICON} />,
          true,
          zen ? 'Show everything again' : undefined,
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function keyOf(command: ViewerCommand): string | undefined {
  const entry = viewerCommands[command];
  return 'key' in entry ? entry.key : undefined;
}
