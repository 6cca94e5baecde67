import { CloseButton, Combobox, Loader, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { PatientIdentity } from '../../components/PatientIdentity.tsx';
import { useKnownPatient } from '../../data/patients/useKnownPatient.ts';
import { usePatientSearch } from '../../data/patients/usePatientSearch.ts';

/** Fast typists send one search a word, not one a letter. */
const SETTLE_MS = 120;

interface PatientChoiceProps {
  /** `Patient/…` */
  readonly value: string | undefined;
  readonly onChoose: (patient: string | undefined) => void;
}

/** One patient, found by part of a name, birth date or MRN. Choosing files nothing, so Enter takes the first. */
export function PatientChoice({ value, onChoose }: PatientChoiceProps) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const chosen = useKnownPatient(value).patient?.name;
  const combobox = useCombobox();
  const { patients, status, problem } = usePatientSearch(useDebouncedValue(text, SETTLE_MS)[0]);
  const { selectFirstOption, closeDropdown } = combobox;
  const listed = patients.map(({ reference }) => reference).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is the reason
  useEffect(() => void selectFirstOption(), [listed]);
  // The popover looked for a field to focus before this one was loaded.
  useEffect(() => input.current?.focus(), []);
  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      onOptionSubmit={(reference) => {
        setText('');
        closeDropdown();
        onChoose(reference);
      }}
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          ref={input}
          role="combobox"
          label="Patient"
          placeholder={chosen ?? 'Name, birth date or MRN'}
          autoComplete="off"
          spellCheck={false}
          value={text}
          error={problem?.message}
          rightSection={
            status === 'loading' ? (
              <Loader size={14} role="status" aria-label="Searching" />
            ) : (
              value && <CloseButton size="sm" aria-label="Any patient" onClick={() => onChoose(undefined)} />
            )
          }
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onBlur={() => closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={status === 'idle' || status === 'failed'}>
        <Combobox.Options mah={220} style={{ overflowY: 'auto' }} aria-label="Patients found">
          {patients.map((patient) => (
            <Combobox.Option key={patient.reference} value={patient.reference}>
              <PatientIdentity patient={patient} />
            </Combobox.Option>
          ))}
          {patients.length === 0 && (
            <Combobox.Empty>{status === 'ready' ? 'No patient found.' : 'Searching…'}</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
