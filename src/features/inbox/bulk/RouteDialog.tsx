import { Button, Group, Modal, Select } from '@mantine/core';
import { useState } from 'react';
import { assigneeOptions } from '../../../components/assigneeOptions.ts';
import { useAssignees } from '../../../data/clinic/useAssignees.ts';
import { formatFaxes } from '../../../domain/bulk/bulkAction.ts';
import type { Party } from '../../../domain/fhir/elements.ts';

interface RouteDialogProps {
  readonly count: number;
  /** `undefined`: to nobody. */
  readonly onRoute: (to: Party | undefined) => void;
  readonly onClose: () => void;
}

const NOBODY = 'nobody';

/** Whose work the selected faxes shall be. */
export function RouteDialog({ count, onRoute, onClose }: RouteDialogProps) {
  const assignees = useAssignees();
  const { teams, people } = assignees;
  const [chosen, setChosen] = useState<string | null>(null);
  const route = () => onRoute([...teams, ...people].find(({ reference }) => reference === chosen));
  return (
    <Modal opened onClose={onClose} title={`Route ${formatFaxes(count)}`} size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen) {
            route();
          }
        }}
      >
        <Select
          data-autofocus
          label="Goes to"
          placeholder="A team or a person"
          data={[
            ...assigneeOptions(assignees),
            { group: 'Nobody', items: [{ value: NOBODY, label: 'Nobody yet' }] },
          ]}
          value={chosen}
          onChange={setChosen}
          searchable
          selectFirstOptionOnChange
          nothingFoundMessage="Nobody of that name"
        />
        <Group justify="flex-end" mt="md" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!chosen}>
            Route {formatFaxes(count)}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
