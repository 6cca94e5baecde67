import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import { COMMAND_IDS, type CommandId } from '../../components/shortcuts/commands.ts';
import { useShortcuts } from '../../components/shortcuts/ShortcutProvider.tsx';
import { useCommand } from '../../components/shortcuts/useCommand.ts';
import { defaultOrder } from '../../domain/fax/faxFilter.ts';
import type { FolderId } from '../../domain/fax/folders.ts';
import { attentionPath, inboxPath } from '../../paths.ts';

const ShortcutHelp = lazy(async () => ({ default: (await import('./ShortcutHelp.tsx')).ShortcutHelp }));
const BlockedSenders = lazy(async () => ({
  default: (await import('../../features/triage/junk/BlockedSendersDialog.tsx')).BlockedSendersDialog,
}));
const CommandPalette = lazy(async () => ({ default: (await import('./CommandPalette.tsx')).CommandPalette }));

/** The commands that work on every page, with the help and the palette they open. */
export function AppCommands() {
  const { registry } = useShortcuts();
  const [isHelpOpen, setHelpOpen] = useState<boolean>();
  const [choices, setChoices] = useState<readonly CommandId[]>();
  useCommand('help', () => setHelpOpen(true));
  // What can be done is looked at when it is asked for: it changes with every fax.
  useCommand('palette', () =>
    setChoices(COMMAND_IDS.filter((id) => id !== 'palette' && registry.isAvailable(id))),
  );
  const [isBlockedOpen, setBlockedOpen] = useState(false);
  useCommand('blockedSenders', () => setBlockedOpen(true));
  useGoTo('goUnassigned', folderPath('unassigned'));
  useGoTo('goMine', folderPath('mine'));
  useGoTo('goMyTeam', folderPath('my-team'));
  useGoTo('goAllOpen', folderPath('all-open'));
  useGoTo('goHandled', folderPath('handled'));
  useGoTo('goClosed', folderPath('closed'));
  useGoTo('goArchived', folderPath('archived'));
  useGoTo('goJunk', folderPath('junk'));
  useGoTo('goTrash', folderPath('trash'));
  useGoTo('goAttention', attentionPath());
  return (
    <Suspense fallback={null}>
      {isHelpOpen !== undefined && <ShortcutHelp isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />}
      {isBlockedOpen && <BlockedSenders onClose={() => setBlockedOpen(false)} />}
      {choices && <CommandPalette choices={choices} />}
    </Suspense>
  );
}

function folderPath(folder: FolderId): string {
  return inboxPath({ folder, order: defaultOrder(folder) });
}

function useGoTo(id: CommandId, path: string): void {
  const navigate = useNavigate();
  useCommand(id, () => navigate(path));
}
