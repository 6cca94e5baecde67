import { Button, Checkbox, Group, NativeSelect, Select, Stack } from '@mantine/core';
import { assigneeOptions } from '../../components/assigneeOptions.ts';
import { useAssignees } from '../../data/clinic/useAssignees.ts';
import { useLabels } from '../../data/clinic/useLabels.ts';
import { useNow, useTimeZone } from '../../data/config.ts';
import { type FaxFilter, PAGE_SIZE, PAGE_SIZES, type TypedSearch } from '../../domain/fax/faxFilter.ts';
import { NOBODYS } from '../../domain/fax/filters.ts';
import { dateOf } from '../../domain/format/time.ts';
import { DateInput } from './DateInput.tsx';
import { PatientChoice } from './PatientChoice.tsx';
import { SenderInput } from './SenderInput.tsx';

interface MoreFiltersProps {
  readonly filter: FaxFilter;
  readonly typed: TypedSearch;
  readonly onNarrow: (filter: FaxFilter, typed: TypedSearch) => void;
  readonly onDone: () => void;
}

/** Within the popover: an option that is clicked is not outside of it. */
const INSIDE = { withinPortal: false } as const;

/** The filters that are not needed every day. Each works at once. */
export function MoreFilters({ filter, typed, onNarrow, onDone }: MoreFiltersProps) {
  const assignees = useAssignees();
  const labels = useLabels();
  const today = dateOf(useNow(), useTimeZone());
  const change = (part: Partial<FaxFilter>) => onNarrow({ ...filter, ...part }, typed);
  const type = (part: Partial<TypedSearch>) => onNarrow(filter, { ...typed, ...part });
  return (
    <Stack gap={8}>
      <PatientChoice value={filter.patient} onChoose={(patient) => change({ patient })} />
      <DateInput
        label="Patient born on"
        value={typed.birthDate}
        max={today}
        onChange={(birthDate) => type({ birthDate })}
      />
      <SenderInput value={typed.sender} onChange={(sender) => type({ sender })} />
      <Select
        label="Owner"
        placeholder="Anybody"
        data={[{ value: NOBODYS, label: 'Nobody' }, ...assigneeOptions(assignees)]}
        value={filter.owner ?? null}
        onChange={(owner) => change({ owner: owner ?? undefined })}
        searchable
        clearable
        nothingFoundMessage="Nobody of that name"
        comboboxProps={INSIDE}
      />
      <Select
        label="Label"
        placeholder="Any"
        data={labels.map(({ code, display }) => ({ value: code, label: display }))}
        value={filter.label ?? null}
        onChange={(label) => change({ label: label ?? undefined })}
        searchable
        clearable
        nothingFoundMessage="No such label"
        comboboxProps={INSIDE}
      />
      <Group gap="lg" mt={4}>
        <Checkbox
          label="Urgent"
          checked={filter.urgent ?? false}
          onChange={(event) => change({ urgent: event.currentTarget.checked || undefined })}
        />
        <Checkbox
          label="Not opened yet"
          checked={filter.unread ?? false}
          onChange={(event) => change({ unread: event.currentTarget.checked || undefined })}
        />
      </Group>
      <Group justify="space-between" align="flex-end">
        <NativeSelect
          label="Loaded at a time"
          data={PAGE_SIZES.map(String)}
          value={String(filter.pageSize ?? PAGE_SIZE)}
          onChange={(event) =>
            change({ pageSize: PAGE_SIZES.find((size) => String(size) === event.currentTarget.value) })
          }
        />
        <Button size="xs" onClick={onDone}>
          Done
        </Button>
      </Group>
    </Stack>
  );
}
