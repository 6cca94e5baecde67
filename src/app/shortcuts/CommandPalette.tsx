import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { useEffect } from 'react';
import { COMMANDS, type CommandId } from '../../components/shortcuts/commands.ts';
import { KeyHint } from '../../components/shortcuts/KeyHint.tsx';
import { useShortcuts } from '../../components/shortcuts/ShortcutProvider.tsx';
import '@mantine/spotlight/styles.css';

const [store, palette] = createSpotlight();

/** Actions found by their words, each with its key. Every new array of `choices` opens it. */
export function CommandPalette({ choices }: { readonly choices: readonly CommandId[] }) {
  const { registry } = useShortcuts();
  // biome-ignore lint/correctness/useExhaustiveDependencies: new choices are the wish to see them
  useEffect(palette.open, [choices]);
  const groups = Map.groupBy(choices, (id) => COMMANDS[id].group);
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
      highlightQuery={false}
      scrollable
      maxHeight={420}
    />
  );
}
