import { Button, Group, Popover, Stack } from '@mantine/core';
import { useState } from 'react';
import { areDatesReversed } from '../../domain/fax/faxFilter.ts';
import { addDays, dateOf, formatDate } from '../../domain/format/time.ts';
import { DateInput } from './DateInput.tsx';
import { FilterChip } from './FilterChip.tsx';

/** Calendar dates in the clinic's zone, both inclusive. */
interface DateRange {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

interface DateFilterProps {
  readonly range: DateRange;
  readonly now: string;
  readonly timeZone: string;
  readonly onChange: (range: DateRange) => void;
}

const ANY_DATE: DateRange = { from: undefined, to: undefined };

/** A filter by the day a fax was sent. */
export function DateFilter({ range, now, timeZone, onChange }: DateFilterProps) {
  const [isOpen, setOpen] = useState(false);
  const today = dateOf(now, timeZone);
  const weekAgo = addDays(today, -6);
  const choose = (next: DateRange) => {
    onChange(next);
    setOpen(false);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" shadow="sm" trapFocus returnFocus>
      <Popover.Target>
        <FilterChip
          name="Date"
          value={formatRange(range)}
          onClear={() => onChange(ANY_DATE)}
          onClick={() => setOpen(!isOpen)}
        />
      </Popover.Target>
      <Popover.Dropdown aria-label="Date">
        <Stack gap="xs">
          <Group gap="xs" wrap="nowrap" align="flex-start">
            <DateInput
              label="From"
              value={range.from}
              max={today}
              onChange={(from) => onChange({ ...range, from })}
            />
            <DateInput
              label="To"
              value={range.to}
              min={range.from}
              max={today}
              problem={areDatesReversed(range) ? 'This is before the first day.' : undefined}
              onChange={(to) => onChange({ ...range, to })}
            />
          </Group>
          <Group gap="xs">
            <Button size="xs" variant="default" onClick={() => choose({ from: today, to: today })}>
              Today
            </Button>
            <Button size="xs" variant="default" onClick={() => choose({ from: weekAgo, to: undefined })}>
              Last 7 days
            </Button>
            <Button size="xs" variant="subtle" onClick={() => choose(ANY_DATE)}>
              Any date
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function formatRange({ from, to }: DateRange): string | undefined {
  if (from && to) {
    return from === to ? formatDate(from) : `${formatDate(from)} – ${formatDate(to)}`;
  }
  return from ? `from ${formatDate(from)}` : to ? `until ${formatDate(to)}` : undefined;
}
