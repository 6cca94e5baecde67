import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useCommand } from '../../../components/shortcuts/useCommand.ts';
import { newFilingId } from '../../../data/faxes/useTriage.ts';
import { usePatient } from '../../../data/patients/usePatient.ts';
import { type Fax, filedTo } from '../../../domain/fax/fax.ts';
import { lookAlikes } from '../../../domain/patient/lookAlikes.ts';
import type { PatientSummary } from '../../../domain/patient/patient.ts';
import { FieldLabel } from '../FieldLabel.tsx';
import type { TriageActions } from '../useTriageActions.ts';
import { ConfirmPatient } from './ConfirmPatient.tsx';
import classes from './PatientField.module.css';
import { PatientIdentity } from './PatientIdentity.tsx';
import { PatientSearch } from './PatientSearch.tsx';

interface PatientFieldProps {
  readonly fax: Fax;
  readonly actions: TriageActions;
  /** Start with the search in focus. */
  readonly isAskedFor: boolean;
}

interface Choice {
  readonly patient: PatientSummary;
  readonly others: readonly PatientSummary[];
}

/** Whose chart the fax is on, and the way to put it there. Choosing a patient files the fax. */
export function PatientField({ fax, actions, isAskedFor }: PatientFieldProps) {
  const labelId = useId();
  const inputRef = useRef<HTMLInputElement>(null);
  const owner = filedTo(fax);
  const [isSearching, setSearching] = useState(isAskedFor);
  const [choice, setChoice] = useState<Choice>();
  const showsSearch = owner === undefined || isSearching;

  const search = () => {
    if (owner && actions.whyNot('unassign') !== undefined) {
      return;
    }
    setSearching(true);
    inputRef.current?.focus();
  };
  useCommand('patient', search);
  // The search that was asked for is drawn by now, also when it took the place of the patient.
  useEffect(() => {
    if (isSearching) {
      inputRef.current?.focus();
    }
  }, [isSearching]);

  const assign = (patient: PatientSummary) => {
    setChoice(undefined);
    setSearching(false);
    void actions.run({ kind: 'assign', patient, filingId: newFilingId() });
  };
  const choose = (patient: PatientSummary, among: readonly PatientSummary[]) => {
    const others = lookAlikes(patient, among);
    if (others.length > 0) {
      setChoice({ patient, others });
    } else {
      assign(patient);
    }
  };

  return (
    <section aria-labelledby={labelId}>
      <FieldLabel id={labelId} command="patient">
        Patient
      </FieldLabel>
      {showsSearch ? (
        <PatientSearch
          inputRef={inputRef}
          labelledBy={labelId}
          reason={actions.whyNot('assign')}
          onChoose={choose}
          onLeave={() => setSearching(false)}
        />
      ) : (
        <FiledPatient
          reference={owner.reference}
          display={owner.display}
          actions={actions}
          onChange={search}
        />
      )}
      {choice && (
        <ConfirmPatient
          patient={choice.patient}
          others={choice.others}
          onConfirm={() => assign(choice.patient)}
          onCancel={() => {
            setChoice(undefined);
            inputRef.current?.focus();
          }}
        />
      )}
    </section>
  );
}

interface FiledPatientProps {
  readonly reference: string;
  readonly display: string | undefined;
  readonly actions: TriageActions;
  readonly onChange: () => void;
}

function FiledPatient({ reference, display, actions, onChange }: FiledPatientProps) {
  const patient = usePatient(reference);
  const name = patient?.name ?? display ?? 'Patient';
  return (
    <div className={classes.filed}>
      <div className={classes.who}>
        {patient ? <PatientIdentity patient={patient} /> : <Text fw={600}>{name}</Text>}
      </div>
      {actions.whyNot('unassign') === undefined && (
        <Group gap={4} wrap="nowrap">
          <Button size="compact-xs" variant="subtle" onClick={onChange}>
            Change
          </Button>
          <Tooltip label="Take the fax off this chart">
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={`Take the fax off the chart of ${name}`}
              onClick={() => void actions.run({ kind: 'unassign' })}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Group>
      )}
    </div>
  );
}
