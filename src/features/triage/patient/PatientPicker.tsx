import { type RefObject, useState } from 'react';
import { usePatientCheck } from '../../../data/patients/usePatientCheck.ts';
import type { PatientSummary } from '../../../domain/patient/patient.ts';
import { ConfirmPatient } from './ConfirmPatient.tsx';
import { NewPatientForm } from './NewPatientForm.tsx';
import { PatientSearch } from './PatientSearch.tsx';

interface PatientPickerProps {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly labelledBy: string;
  /** What is filed, as a sentence begins: `The fax`, `Pages 1-4`. */
  readonly what: string;
  /** Why nothing can be filed now. */
  readonly reason?: string | undefined;
  /** The patient is the one that is meant, exists and is in use. */
  readonly onSure: (patient: PatientSummary) => void;
  readonly onLeave: () => void;
}

interface Choice {
  readonly patient: PatientSummary;
  readonly others: readonly PatientSummary[];
}

/** From a few letters to a patient who is certainly the one: looked up once more, and asked where others are alike. */
export function PatientPicker({ inputRef, what, reason, onSure, ...search }: PatientPickerProps) {
  const check = usePatientCheck();
  const [choice, setChoice] = useState<Choice>();
  const [typedName, setTypedName] = useState<string>();
  const [problem, setProblem] = useState<string>();

  const choose = async (chosen: PatientSummary) => {
    setProblem(undefined);
    const checked = await check(chosen);
    if (!checked.ok) {
      setProblem(checked.error);
      return;
    }
    const { patient, others } = checked.value;
    // Merged since it was found: nobody has seen yet where the document would go.
    if (others.length > 0 || patient.reference !== chosen.reference) {
      setChoice({ patient, others });
    } else {
      onSure(patient);
    }
  };
  const close = () => {
    setChoice(undefined);
    setTypedName(undefined);
    inputRef.current?.focus();
  };
  return (
    <>
      <PatientSearch
        {...search}
        inputRef={inputRef}
        reason={reason}
        problem={problem}
        onChoose={(patient) => void choose(patient)}
        onCreate={setTypedName}
      />
      {choice && (
        <ConfirmPatient
          {...choice}
          what={what}
          onConfirm={() => {
            setChoice(undefined);
            onSure(choice.patient);
          }}
          onCancel={close}
        />
      )}
      {typedName !== undefined && (
        <NewPatientForm
          typedName={typedName}
          what={what}
          onChosen={(patient) => {
            setTypedName(undefined);
            onSure(patient);
          }}
          onCancel={close}
        />
      )}
    </>
  );
}
