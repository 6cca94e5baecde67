import { Button, Group } from '@mantine/core';
import { lazy, memo, Suspense, useState } from 'react';
import { useCommand } from '../../components/shortcuts/useCommand.ts';
import { useDocumentTypes } from '../../data/clinic/useDocumentTypes.ts';
import { useLines } from '../../data/clinic/useLines.ts';
import { useNow, useTimeZone } from '../../data/config.ts';
import {
  activeFilters,
  type FaxFilter,
  lookInto,
  NOTHING_TYPED,
  type TypedSearch,
  withoutFilters,
} from '../../domain/fax/faxFilter.ts';
import type { LookedInto } from '../../domain/fax/folders.ts';
import { ChoiceFilter } from './ChoiceFilter.tsx';
import { DateFilter } from './DateFilter.tsx';
import { hasChip } from './extraFilters.ts';
import classes from './FilterBar.module.css';
import { MoreFiltersChip } from './MoreFiltersChip.tsx';

// Needed only where there is more than the usual filters.
const ExtraChips = lazy(async () => ({ default: (await import('./ExtraChips.tsx')).ExtraChips }));
const SaveView = lazy(async () => ({ default: (await import('./views/SaveView.tsx')).SaveView }));

interface FilterBarProps {
  readonly filter: FaxFilter;
  readonly typed: TypedSearch;
  readonly onNarrow: (filter: FaxFilter, typed: TypedSearch) => void;
}

const STATE_CHOICES: readonly { value: LookedInto; label: string }[] = [
  { value: 'any', label: 'Everywhere' },
  { value: 'open', label: 'Open' },
  { value: 'closed', label: 'Closed' },
  { value: 'archived', label: 'Archived' },
  { value: 'junk', label: 'Junk' },
  { value: 'trash', label: 'Trash' },
];

/** What the list is narrowed by, each as a chip, and the ways to narrow it more, to clear it and to keep it. */
export const FilterBar = memo(function FilterBar({ filter, typed, onNarrow }: FilterBarProps) {
  const lines = useLines();
  const types = useDocumentTypes();
  const now = useNow();
  const timeZone = useTimeZone();
  const [isMoreOpen, setMoreOpen] = useState(false);
  const change = (part: Partial<FaxFilter>) => onNarrow({ ...filter, ...part }, typed);
  const { line, type, state, from, to } = filter;
  const on = activeFilters({ ...typed, filter });
  const isNarrowed = on.length > 0;
  const clear = () => onNarrow(withoutFilters(filter), NOTHING_TYPED);
  useCommand('filters', () => setMoreOpen(true));
  useCommand('clearFilters', clear, { enabled: isNarrowed });
  useCommand('searchEverywhere', () => onNarrow(lookInto(filter, 'any'), typed), {
    enabled: state !== 'any',
  });
  return (
    <section aria-label="Filters" className={classes.bar}>
      <Group gap={6} className={classes.chips}>
        <ChoiceFilter
          name="Line"
          choices={lines.map(({ reference, name }) => ({ value: reference, label: name }))}
          value={line}
          onChange={(next) => change({ line: next })}
        />
        <ChoiceFilter
          name="Type"
          choices={types.map(({ code, display }) => ({ value: code, label: display }))}
          none={{ value: 'none', label: 'No type' }}
          value={type}
          onChange={(next) => change({ type: next })}
        />
        <ChoiceFilter
          name="State"
          choices={STATE_CHOICES}
          value={state}
          onChange={(next) => {
            const chosen = STATE_CHOICES.find(({ value }) => value === next)?.value;
            onNarrow(lookInto(filter, chosen), typed);
          }}
        />
        <DateFilter range={{ from, to }} now={now} timeZone={timeZone} onChange={change} />
        <MoreFiltersChip
          filter={filter}
          typed={typed}
          isOpen={isMoreOpen}
          onOpenChange={setMoreOpen}
          onNarrow={onNarrow}
        />
        {on.some(hasChip) && (
          <Suspense fallback={null}>
            <ExtraChips filter={filter} typed={typed} onNarrow={onNarrow} onOpen={() => setMoreOpen(true)} />
          </Suspense>
        )}
      </Group>
      {isNarrowed && (
        <Group gap={2} justify="flex-end" mt={4}>
          <Suspense fallback={null}>
            <SaveView filter={filter} typed={typed} />
          </Suspense>
          <Button variant="subtle" size="compact-xs" onClick={clear}>
            Clear all
          </Button>
        </Group>
      )}
    </section>
  );
});
