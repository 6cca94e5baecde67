import { Combobox, Loader, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type RefObject, useLayoutEffect, useState } from 'react';
import { PatientIdentity } from '../../../components/PatientIdentity.tsx';
import { usePatientSearch } from '../../../data/patients/usePatientSearch.ts';
import { lookAlikes } from '../../../domain/patient/lookAlikes.ts';
import { hasTwoIdentifiers, type PatientSummary } from '../../../domain/patient/patient.ts';

/** Fast typists send one search a word, not one a letter. */
const SETTLE_MS = 120;

/** The value of the option that makes a patient; no reference looks like it. */
const NEW_PATIENT = 'new';

interface PatientSearchProps {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly labelledBy: string;
  /** Why nothing can be filed now. */
  readonly reason?: string | undefined;
  /** What was wrong with the last choice. */
  readonly problem?: string | undefined;
  readonly onChoose: (patient: PatientSummary) => void;
  /** Nobody was found by these words: a new patient is wanted. */
  readonly onCreate: (typed: string) => void;
  readonly onLeave: () => void;
}

/**
 * Finds a patient by part of a name, birth date or MRN. No option is chosen for the person: Enter files only what was
 * walked to, in a list that answers all that is typed, so that a quick typist never files to whoever happened to stand
 * first.
 */
export function PatientSearch({
  inputRef,
  labelledBy,
  reason,
  onChoose,
  onCreate,
  onLeave,
  ...props
}: PatientSearchProps) {
  const [text, setText] = useState('');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const settled = useDebouncedValue(text, SETTLE_MS)[0];
  const { patients, status, problem } = usePatientSearch(settled);
  // The list answers fewer letters than are typed by now.
  const isBehind = text !== settled || status === 'loading';
  const { resetSelectedOption } = combobox;
  const listed = patients.map(({ reference }) => reference).join();
  // The combobox remembers how far somebody walked, not to whom: with other patients in the list, Enter would file to
  // one that was never highlighted.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is the reason
  useLayoutEffect(resetSelectedOption, [listed]);

  const choose = (reference: string) => {
    if (reference === NEW_PATIENT) {
      combobox.closeDropdown();
      onCreate(text);
      return;
    }
    const patient = patients.find((candidate) => candidate.reference === reference);
    if (patient) {
      combobox.closeDropdown();
      onChoose(patient);
    }
  };
  const leave = () => {
    setText('');
    inputRef.current?.blur();
    onLeave();
  };

  return (
    <Combobox
      store={combobox}
      // Centred, it would be put beside the field while it is still hidden and has no width.
      position="bottom-start"
      onOptionSubmit={choose}
      disabled={reason !== undefined}
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          ref={inputRef}
          role="combobox"
          aria-labelledby={labelledBy}
          placeholder="Name, birth date or MRN"
          value={text}
          error={problem?.message ?? props.problem}
          description={text === '' ? undefined : reason}
          rightSection={status === 'loading' && <Loader size={14} role="status" aria-label="Searching" />}
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
          onFocus={() => text !== '' && combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={(event) => event.key === 'Escape' && leave()}
          onKeyDownCapture={(event) => {
            if (event.key === 'Enter' && isBehind) {
              event.stopPropagation();
            }
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={status === 'idle' || status === 'failed'}>
        <Combobox.Options
          mah={320}
          style={{ overflowY: 'auto' }}
          aria-label="Patients found"
          aria-busy={isBehind}
        >
          {patients.map((patient) => (
            <PatientOption
              key={patient.reference}
              patient={patient}
              isAlike={lookAlikes(patient, patients).length > 0}
            />
          ))}
          {patients.length === 0 && (
            <Combobox.Empty>
              {isBehind ? 'Searching…' : 'No patient found. Try fewer letters, or the birth date.'}
            </Combobox.Empty>
          )}
          {!isBehind && <Combobox.Option value={NEW_PATIENT}>New patient…</Combobox.Option>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

interface PatientOptionProps {
  readonly patient: PatientSummary;
  /** Somebody else in the list could be meant. */
  readonly isAlike: boolean;
}

function PatientOption({ patient, isAlike }: PatientOptionProps) {
  const isSure = hasTwoIdentifiers(patient);
  return (
    <Combobox.Option value={patient.reference} disabled={!isSure}>
      <PatientIdentity patient={patient} />
      {isAlike && (
        <Text size="xs" component="span" display="block" fs="italic">
          Not the only one alike: check the birth date and MRN.
        </Text>
      )}
      {!isSure && (
        <Text size="xs" component="span" display="block">
          Needs a birth date or an MRN before anything is filed.
        </Text>
      )}
    </Combobox.Option>
  );
}
