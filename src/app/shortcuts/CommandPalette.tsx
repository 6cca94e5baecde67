import { Modal, VisuallyHidden } from '@mantine/core';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { useEffect, useState } from 'react';
import { COMMANDS, type CommandId } from '../../components/shortcuts/commands.ts';
import { KeyHint } from '../../components/shortcuts/KeyHint.tsx';
import { useShortcuts } from '../../components/shortcuts/ShortcutProvider.tsx';
import '@mantine/spotlight/styles.css';

const [store, palette] = createSpotlight();

/** Actions found by their words, each with its key. Every new array of `choices` opens it. */
export function CommandPalette({ choices }: { readonly choices: readonly CommandId[] }) {
  const { registry } = useShortcuts();
  const [query, setQuery] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: new choices are the wish to see them
  useEffect(palette.open, [choices]);
  const groups = Map.groupBy(
    choices.filter((id) => hasWords(`${COMMANDS[id].label} ${COMMANDS[id].group}`, query)),
    (id) => COMMANDS[id].group,
  );
  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      clearQueryOnClose
      transitionProps={{ duration: 0 }}
      scrollable
      maxHeight={420}
    >
      <VisuallyHidden>
        <Modal.Title>Find an action</Modal.Title>
      </VisuallyHidden>
      <Spotlight.Search placeholder="What do you want to do?" aria-label="What do you want to do?" />
      <Spotlight.ActionsList>
        {[...groups].map(([group, ids]) => (
          <Spotlight.ActionsGroup key={group} label={group}>
            {ids.map((id) => (
              <Spotlight.Action
                key={id}
                label={COMMANDS[id].label}
                rightSection={<KeyHint id={id} />}
                // After the palette has given the focus back, for the commands that move it.
                onClick={() => setTimeout(() => registry.run(id))}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.size === 0 && <Spotlight.Empty>No action has these words</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function hasWords(text: string, query: string): boolean {
  const words = query.toLowerCase().split(/\s+/);
  return words.every((word) => text.toLowerCase().includes(word));
}
