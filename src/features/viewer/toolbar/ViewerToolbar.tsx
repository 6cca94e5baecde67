import { Text } from '@mantine/core';
import { IconArrowsMinimize, IconMinus, IconPlus, IconRotateClockwise } from '@tabler/icons-react';
import type { ComponentProps, ReactNode } from 'react';
import type { Zoom } from '../layout/pageLayout.ts';
import { CommandButton } from './CommandButton.tsx';
import { MoreMenu } from './MoreMenu.tsx';
import classes from './ViewerToolbar.module.css';
import { ZoomMenu } from './ZoomMenu.tsx';

interface ViewerToolbarProps extends ComponentProps<typeof MoreMenu> {
  readonly title: string;
  /** "page 2 of 3", or nothing while no page is shown. */
  readonly pageStatus: string;
  readonly zoom: Zoom;
  readonly onZoomChange: (zoom: Zoom) => void;
  readonly actions: ReactNode;
}

/** Title, page and the buttons over the document. */
export function ViewerToolbar({
  title,
  pageStatus,
  zoom,
  onZoomChange,
  actions,
  ...more
}: ViewerToolbarProps) {
  const { commands, hasPages, zen } = more;
  const disabled = !hasPages;
  return (
    <header className={classes.toolbar}>
      <Text className={classes.title} fw={700} truncate title={title}>
        {title}
      </Text>
      <Text className={classes.status} c="dimmed">
        {pageStatus}
      </Text>
      <div className={classes.tools} role="toolbar" aria-label="Document">
        <CommandButton id="zoomOut" onClick={commands.zoomOut} disabled={disabled} hasHint={false}>
          <IconMinus size={16} aria-hidden />
        </CommandButton>
        <ZoomMenu zoom={zoom} onZoomChange={onZoomChange} disabled={disabled} />
        <CommandButton id="zoomIn" onClick={commands.zoomIn} disabled={disabled} hasHint={false}>
          <IconPlus size={16} aria-hidden />
        </CommandButton>
        <CommandButton id="rotateRight" onClick={commands.rotateRight} disabled={disabled}>
          <IconRotateClockwise size={16} aria-hidden />
        </CommandButton>
        <CommandButton id="find" onClick={commands.find} disabled={disabled} isOptional>
          Find
        </CommandButton>
        <CommandButton id="print" onClick={commands.print} disabled={disabled} isOptional>
          Print
        </CommandButton>
        {actions}
        {zen && (
          <CommandButton id="alone" onClick={commands.toggleAlone}>
            <IconArrowsMinimize size={16} aria-hidden />
          </CommandButton>
        )}
        <MoreMenu {...more} />
      </div>
    </header>
  );
}
