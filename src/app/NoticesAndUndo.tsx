import { Notifications } from '@mantine/notifications';
import { memo } from 'react';
import { useAskBeforeLeaving } from '../data/bulk/useAskBeforeLeaving.ts';
import { BlockSender } from '../features/triage/junk/BlockSender.tsx';
import { UndoCommand } from '../features/triage/UndoCommand.tsx';
import '@mantine/notifications/styles.css';

/** What follows every change: the notice at the foot of the window, the way back, and a question before it is left half done. */
export const NoticesAndUndo = memo(function NoticesAndUndo() {
  useAskBeforeLeaving();
  return (
    <>
      <UndoCommand />
      <BlockSender />
      <Notifications position="bottom-center" limit={3} containerWidth={420} />
    </>
  );
});
