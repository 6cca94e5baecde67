import { Button, Group, Modal, Select } from '@mantine/core';
import { useState } from 'react';
import { useLabels } from '../../../data/clinic/useLabels.ts';
import { formatFaxes } from '../../../domain/bulk/bulkAction.ts';
import type { Label } from '../../../domain/clinic/labels.ts';

interface LabelDialogProps {
  readonly count: number;
  /** Labels the selected faxes have: also those that the clinic does not list any more can be taken off. */
  readonly present: readonly Label[];
  readonly onPutOn: (label: Label) => void;
  readonly onTakeOff: (label: Label) => void;
  readonly onClose: () => void;
}

/** A label put on the selected faxes, or taken off them. */
export function LabelDialog({ count, present, onPutOn, onTakeOff, onClose }: LabelDialogProps) {
  const listed = useLabels();
  const [chosen, setChosen] = useState<string | null>(null);
  const isListed = (code: string) => listed.some((label) => label.code === code);
  const all = [...listed, ...present.filter(({ code }) => !isListed(code))];
  const label = all.find(({ code }) => code === chosen);
  return (
    <Modal opened onClose={onClose} title={`Label ${formatFaxes(count)}`} size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (label && isListed(label.code)) {
            onPutOn(label);
          }
        }}
      >
        <Select
          data-autofocus
          label="Label"
          data={all.map(({ code, display }) => ({ value: code, label: display }))}
          value={chosen}
          onChange={setChosen}
          searchable
          selectFirstOptionOnChange
          nothingFoundMessage="No such label"
        />
        <Group justify="flex-end" mt="md" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="default" disabled={!label} onClick={() => label && onTakeOff(label)}>
            Take it off
          </Button>
          <Button type="submit" disabled={!label || !isListed(label.code)}>
            Put it on
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
