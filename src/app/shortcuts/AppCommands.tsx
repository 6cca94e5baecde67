import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from 'react-router';
import type { CommandId } from '../../components/shortcuts/commands.ts';
import { useCommand } from '../../components/shortcuts/useCommand.ts';
import { defaultOrder } from '../../domain/fax/faxFilter.ts';
import type { FolderId } from '../../domain/fax/folders.ts';
import { inboxPath } from '../../paths.ts';
import { CommandPalette } from './CommandPalette.tsx';
import { ShortcutHelp } from './ShortcutHelp.tsx';

/** The commands that work on every page, with the help and the palette they open. */
export function AppCommands() {
  const [isHelpOpen, help] = useDisclosure(false);
  useCommand('help', help.open);
  useGoTo('goUnassigned', 'unassigned');
  useGoTo('goAllOpen', 'all-open');
  useGoTo('goClosed', 'closed');
  useGoTo('goArchived', 'archived');
  useGoTo('goTrash', 'trash');
  return (
    <>
      <ShortcutHelp isOpen={isHelpOpen} onClose={help.close} />
      <CommandPalette />
    </>
  );
}

function useGoTo(id: CommandId, folder: FolderId): void {
  const navigate = useNavigate();
  useCommand(id, () => navigate(inboxPath({ folder, order: defaultOrder(folder) })));
}
