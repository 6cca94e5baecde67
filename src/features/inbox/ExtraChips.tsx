import { partyOption } from '../../components/assigneeOptions.ts';
import { useAssignees } from '../../data/clinic/useAssignees.ts';
import { useLabels } from '../../data/clinic/useLabels.ts';
import { useKnownPatient } from '../../data/patients/useKnownPatient.ts';
import { activeFilters, type FaxFilter, type TypedSearch } from '../../domain/fax/faxFilter.ts';
import { NOBODYS } from '../../domain/fax/filters.ts';
import { formatDate } from '../../domain/format/time.ts';
import { nameOf } from './ChoiceFilter.tsx';
import { type ExtraFilter, hasChip } from './extraFilters.ts';
import { FilterChip } from './FilterChip.tsx';
import { takeOff } from './takeOff.ts';

interface ExtraChipsProps {
  readonly filter: FaxFilter;
  readonly typed: TypedSearch;
  readonly onNarrow: (filter: FaxFilter, typed: TypedSearch) => void;
  /** The filter is to be changed. */
  readonly onOpen: () => void;
}

const NAMES: Record<ExtraFilter, string> = {
  patient: 'Patient',
  birthDate: 'Born',
  sender: 'Sender',
  owner: 'Owner',
  label: 'Label',
  urgent: 'Urgent',
  unread: 'Not opened',
};

/** The filters that are on beyond the usual ones. What one of them names may be gone: then its chip says so. */
export function ExtraChips({ filter, typed, onNarrow, onOpen }: ExtraChipsProps) {
  const { patient, owner, label } = filter;
  const known = useKnownPatient(patient);
  const labels = useLabels();
  const { teams, people } = useAssignees();
  const parties = [...teams, ...people].map(partyOption);
  const values: Record<ExtraFilter, string | true | undefined> = {
    patient: known.patient?.name ?? (known.isMissing ? 'no longer exists' : '…'),
    birthDate: formatDate(typed.birthDate),
    sender: typed.sender,
    owner: owner === NOBODYS ? 'nobody' : nameOf(owner ?? '', parties, parties.length > 0),
    label: nameOf(
      label ?? '',
      labels.map(({ code, display }) => ({ value: code, label: display })),
      labels.length > 0,
    ),
    urgent: true,
    unread: true,
  };
  return activeFilters({ ...typed, filter })
    .filter(hasChip)
    .map((id) => (
      <FilterChip
        key={id}
        name={NAMES[id]}
        value={values[id]}
        onClear={() => onNarrow(...takeOff([id], filter, typed))}
        onClick={onOpen}
      />
    ));
}
