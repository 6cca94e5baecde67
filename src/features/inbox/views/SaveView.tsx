import { Button, Group, Popover, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCommand } from '../../../components/shortcuts/useCommand.ts';
import { useSaveView } from '../../../data/clinic/useSaveView.ts';
import { useViews } from '../../../data/clinic/useViews.ts';
import { isSameName, isShowing, NAME_LENGTH } from '../../../domain/clinic/views.ts';
import type { FaxFilter, TypedSearch } from '../../../domain/fax/faxFilter.ts';

interface SaveViewProps {
  readonly filter: FaxFilter;
  readonly typed: TypedSearch;
}

/** Gives the list as it is narrowed now a name. A name that is taken replaces what has it, after saying so. */
export function SaveView({ filter, typed }: SaveViewProps) {
  const views = useViews();
  const { add, change } = useSaveView();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  useCommand('saveView', () => setOpen(true));
  const shown = views.find((view) => view.kind === 'view' && isShowing(view, { filter, typed }));
  const taken = views.find((view) => isSameName(view.name, name));
  const problem = taken && taken.kind !== 'view' ? 'A view of this name cannot be replaced here.' : undefined;
  const save = () => {
    const content = { name: name.trim(), filter, typed };
    setOpen(false);
    setName('');
    void (taken?.kind === 'view' ? change(taken, content) : add(content));
  };
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      shadow="md"
      width={280}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button variant="subtle" size="compact-xs" onClick={() => setOpen(!isOpen)}>
          Save view
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Save view">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <TextInput
            label="Name of the view"
            description={shown && `This list is saved as “${shown.name}” already.`}
            error={problem}
            maxLength={NAME_LENGTH}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {taken && !problem && (
            <Text size="sm" mt={6}>
              You have a view of this name. Saving replaces what it shows.
            </Text>
          )}
          <Group justify="flex-end" mt="xs">
            <Button type="submit" size="xs" disabled={name.trim() === '' || problem !== undefined}>
              {taken ? 'Replace' : 'Save'}
            </Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
