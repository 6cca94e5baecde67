import { Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { FilterChip } from './FilterChip.tsx';

interface ChoiceFilterProps {
  readonly name: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** A filter by one of a few values. */
export function ChoiceFilter({ name, choices, value, onChange }: ChoiceFilterProps) {
  const chosen = choices.find((choice) => choice.value === value);
  // A value of an old address that the clinic no longer has is shown as it is, so that it can be cleared.
  const shown = chosen?.label ?? (value === undefined ? undefined : 'other');
  return (
    <Menu position="bottom-start" withinPortal={false}>
      <Menu.Target>
        <FilterChip name={name} value={shown} onClear={() => onChange(undefined)} />
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {[{ value: undefined, label: 'Any' }, ...choices].map((choice) => (
          <Menu.Item
            key={choice.value ?? ''}
            aria-current={choice.value === value}
            rightSection={choice.value === value && <IconCheck size={14} aria-hidden />}
            onClick={() => onChange(choice.value)}
          >
            {choice.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
