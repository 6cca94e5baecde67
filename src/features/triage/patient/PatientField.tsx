import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import { PatientIdentity } from '../../../components/PatientIdentity.tsx';
import { useCommand } from '../../../components/shortcuts/useCommand.ts';
import { newFilingId } from '../../../data/faxes/useTriage.ts';
import { usePatient } from '../../../data/patients/usePatient.ts';
import { type Fax, filedTo } from '../../../domain/fax/fax.ts';
import type { PatientSummary } from '../../../domain/patient/patient.ts';
import { FieldLabel } from '../FieldLabel.tsx';
import type { TriageActions } from '../useTriageActions.ts';
import classes from './PatientField.module.css';
import { PatientPicker } from './PatientPicker.tsx';

interface PatientFieldProps {
  readonly fax: Fax;
  readonly actions: TriageActions;
  /** Start with the search in focus. */
  readonly isAskedFor: boolean;
}

/** Whose chart the fax is on, and the way to put it there. Choosing a patient files the fax. */
export function PatientField({ fax, actions, isAskedFor }: PatientFieldProps) {
  const labelId = useId();
  const inputRef = useRef<HTMLInputElement>(null);
  const owner = filedTo(fax);
  const [isSearching, setSearching] = useState(isAskedFor);
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
    setSearching(false);
    void actions.run({ kind: 'assign', patient, filingId: newFilingId() });
  };

  return (
    <section aria-labelledby={labelId}>
      <FieldLabel id={labelId} command="patient">
        Patient
      </FieldLabel>
      {showsSearch ? (
        <PatientPicker
          // What was typed for one proposal is not meant for the next.
          key={fax.proposed.length}
          inputRef={inputRef}
          labelledBy={labelId}
          what="The fax"
          reason={actions.whyNot('assign')}
          onSure={assign}
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
