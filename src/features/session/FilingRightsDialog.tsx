import { Button, Group, Modal, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useFilingRights, useSaveFilingRights } from '../../data/clinic/useFilingRights.ts';
import type { FilingRights } from '../../domain/clinic/filingRights.ts';

interface FilingRightsDialogProps {
  readonly onClose: () => void;
}

const CHOICES: readonly { readonly value: FilingRights; readonly label: string; readonly words: string }[] = [
  { value: 'file', label: 'Everybody files', words: 'What the front desk chooses is on the chart at once.' },
  {
    value: 'propose',
    label: 'The front desk proposes',
    words: 'Practitioners and admins file what it proposes, or refuse it.',
  },
];

/** Whether the front desk puts faxes on charts, or proposes that to those who do. Admins only; the server holds them to it. */
export function FilingRightsDialog({ onClose }: FilingRightsDialogProps) {
  const rights = useFilingRights();
  const save = useSaveFilingRights();
  const [chosen, setChosen] = useState<FilingRights>();
  return (
    <Modal opened onClose={onClose} title="Who may file" size={420}>
      <Stack gap="md">
        <Radio.Group
          aria-label="Who may file"
          value={chosen ?? rights ?? null}
          // The values are those of the choices.
          onChange={(value) => setChosen(CHOICES.find((choice) => choice.value === value)?.value)}
        >
          <Stack gap="sm">
            {CHOICES.map(({ value, label, words }) => (
              <Radio key={value} value={value} label={label} description={words} />
            ))}
          </Stack>
        </Radio.Group>
        <Group justify="flex-end">
          <Button
            disabled={chosen === undefined || chosen === rights}
            onClick={() => {
              if (chosen) {
                void save(chosen);
                onClose();
              }
            }}
          >
            Save
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
