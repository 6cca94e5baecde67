import { Button, Menu } from '@mantine/core';
import { FULL_SIZE, type Zoom } from '../layout/pageLayout.ts';
import { formatZoom } from '../layout/zoom.ts';
import classes from './ViewerToolbar.module.css';

interface ZoomMenuProps {
  readonly zoom: Zoom;
  readonly onZoomChange: (zoom: Zoom) => void;
  readonly disabled: boolean;
}

/** Says how large the pages are drawn and offers the usual sizes. */
export function ZoomMenu({ zoom, onZoomChange, disabled }: ZoomMenuProps) {
  const shown = formatZoom(zoom);
  return (
    <Menu position="bottom">
      <Menu.Target>
        <Button
          className={classes.tool}
          variant="subtle"
          color="gray"
          size="compact-sm"
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
