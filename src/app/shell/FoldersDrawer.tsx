import { Drawer, type DrawerProps } from '@mantine/core';
import classes from './FoldersDrawer.module.css';

/** The rail in front of everything else. */
export function FoldersDrawer(props: Pick<DrawerProps, 'opened' | 'onClose' | 'children'>) {
  return <Drawer title="Folders" size={260} classNames={{ body: classes.body }} {...props} />;
}
