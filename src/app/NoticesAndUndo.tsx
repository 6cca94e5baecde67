import { Notifications } from '@mantine/notifications';
import { memo } from 'react';
import { BlockSender } from '../features/triage/junk/BlockSender.tsx';
import { UndoCommand } from '../features/triage/UndoCommand.tsx';
import '@mantine/notifications/styles.css';

/** What follows every change: the notice at the foot of the window, and the way back. */
export const NoticesAndUndo = memo(function NoticesAndUndo() {
  return (
    <>
      <UndoCommand />
      <BlockSender />
      <Notifications position="bottom-center" limit={3} containerWidth={420} />
    </>
  );
});
