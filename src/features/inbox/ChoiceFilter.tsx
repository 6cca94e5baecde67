import { Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { FilterChip } from './FilterChip.tsx';

interface Choice {
  readonly value: string;
  readonly label: string;
}

interface ChoiceFilterProps {
  readonly name: string;
  readonly choices: readonly Choice[];
  /** Stands for having none of them. */
  readonly none?: Choice;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** A filter by one of a few values. */
export function ChoiceFilter({ name, choices, none, value, onChange }: ChoiceFilterProps) {
  const all = none ? [none, ...choices] : choices;
  return (
    <Menu position="bottom-start" withinPortal={false}>
      <Menu.Target>
        <FilterChip
          name={name}
          value={value === undefined ? undefined : nameOf(value, all, choices.length > 0)}
          onClear={() => onChange(undefined)}
        />
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {[{ value: undefined, label: 'Any' }, ...all].map((choice) => (
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

/** What a chosen value is called; what the clinic does not have any more is said to be so, and can be cleared. */
export function nameOf(value: string, choices: readonly Choice[], isLoaded: boolean): string {
  return choices.find((choice) => choice.value === value)?.label ?? (isLoaded ? 'no longer exists' : '…');
}
