import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSaveView } from '../../../data/clinic/useSaveView.ts';
import { useViews } from '../../../data/clinic/useViews.ts';
import { isSameName, NAME_LENGTH, type View } from '../../../domain/clinic/views.ts';

interface RenameViewProps {
  readonly view: View;
  readonly onClose: () => void;
}

/** Another name for a view; what it shows stays. */
export function RenameView({ view, onClose }: RenameViewProps) {
  const { change } = useSaveView();
  const others = useViews().filter(({ key }) => key !== view.key);
  const [name, setName] = useState(view.name);
  const isTaken = others.some((other) => isSameName(other.name, name));
  return (
    <Modal opened onClose={onClose} title="Rename the view" size={360}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onClose();
          void change(view, { ...view, name: name.trim() });
        }}
      >
        <TextInput
          label="Name"
          data-autofocus
          autoComplete="off"
          maxLength={NAME_LENGTH}
          value={name}
          error={isTaken ? 'Another view has this name.' : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="md">
          <Button type="submit" disabled={name.trim() === '' || isTaken || name.trim() === view.name}>
            Rename
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
