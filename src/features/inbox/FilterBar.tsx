import { Group } from '@mantine/core';
import { memo } from 'react';
import { useDocumentTypes } from '../../data/clinic/useDocumentTypes.ts';
import { useLines } from '../../data/clinic/useLines.ts';
import { useNow, useTimeZone } from '../../data/config.ts';
import { FAX_STATES } from '../../domain/fax/fax.ts';
import type { FaxFilter } from '../../domain/fax/faxFilter.ts';
import { ChoiceFilter } from './ChoiceFilter.tsx';
import { DateFilter } from './DateFilter.tsx';

interface FilterBarProps {
  readonly filter: FaxFilter;
  readonly onChange: (filter: FaxFilter) => void;
}

const STATE_CHOICES: readonly { value: (typeof FAX_STATES)[number]; label: string }[] = [
  { value: 'open', label: 'Open' },
  { value: 'closed', label: 'Closed' },
  { value: 'archived', label: 'Archived' },
  { value: 'junk', label: 'Junk' },
  { value: 'trash', label: 'Trash' },
];

/** What the list is narrowed by, each as a chip. */
export const FilterBar = memo(function FilterBar({ filter, onChange }: FilterBarProps) {
  const lines = useLines();
  const types = useDocumentTypes();
  const now = useNow();
  const timeZone = useTimeZone();
  const change = (part: Partial<FaxFilter>) => onChange({ ...filter, ...part });
  const { line, type, state, from, to } = filter;
  return (
    <Group component="section" aria-label="Filters" gap={6} px={12} py={8}>
      <ChoiceFilter
        name="Line"
        choices={lines.map(({ reference, name }) => ({ value: reference, label: name }))}
        value={line}
        onChange={(next) => change({ line: next })}
      />
      <ChoiceFilter
        name="Type"
        choices={[
          { value: 'none', label: 'No type' },
          ...types.map(({ code, display }) => ({ value: code, label: display })),
        ]}
        value={type}
        onChange={(next) => change({ type: next })}
      />
      <ChoiceFilter
        name="State"
        choices={STATE_CHOICES}
        value={state}
        onChange={(next) => change({ state: FAX_STATES.find((known) => known === next) })}
      />
      <DateFilter range={{ from, to }} now={now} timeZone={timeZone} onChange={change} />
    </Group>
  );
});
