import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { useState } from 'react';
import { COMMAND_IDS, COMMANDS } from '../../components/shortcuts/commands.ts';
import { KeyHint } from '../../components/shortcuts/KeyHint.tsx';
import { useShortcuts } from '../../components/shortcuts/ShortcutProvider.tsx';
import { useCommand } from '../../components/shortcuts/useCommand.ts';

const [store, palette] = createSpotlight();

/** Every action that can be done now, found by its words, with its key. */
export function CommandPalette() {
  const { registry } = useShortcuts();
  const [ids, setIds] = useState<typeof COMMAND_IDS>([]);
  useCommand('palette', () => {
    setIds(COMMAND_IDS.filter((id) => id !== 'palette' && registry.isAvailable(id)));
    palette.open();
  });
  const groups = Map.groupBy(ids, (id) => COMMANDS[id].group);
  return (
    <Spotlight
      store={store}
      shortcut={null}
      actions={[...groups].map(([group, members]) => ({
        group,
        actions: members.map((id) => ({
          id,
          label: COMMANDS[id].label,
          rightSection: <KeyHint id={id} />,
          // After the palette has given the focus back, for the commands that move it.
          onClick: () => setTimeout(() => registry.run(id)),
        })),
      }))}
      searchProps={{ placeholder: 'What do you want to do?', 'aria-label': 'What do you want to do?' }}
      nothingFound="No action has these words"
      scrollable
      maxHeight={420}
    />
  );
}
