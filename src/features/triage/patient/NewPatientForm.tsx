import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { PatientIdentity } from '../../../components/PatientIdentity.tsx';
import { useMayFile } from '../../../data/clinic/useFilingRights.ts';
import { useNow, useTimeZone } from '../../../data/config.ts';
import { describeError } from '../../../data/errors.ts';
import { useCreatePatient } from '../../../data/patients/useCreatePatient.ts';
import { dateOf } from '../../../domain/format/time.ts';
import { type NewPatient, newPatientProblems, type PatientSummary } from '../../../domain/patient/patient.ts';

interface NewPatientFormProps {
  /** What was searched for. */
  readonly typedName: string;
  /** What is filed, as a sentence begins. */
  readonly what: string;
  /** The new patient, or the one it turned out to be. */
  readonly onChosen: (patient: PatientSummary) => void;
  readonly onCancel: () => void;
}

/** A patient the clinic does not know yet. Whoever may be the same person is shown before a second record is made. */
export function NewPatientForm({ typedName, what, onChosen, onCancel }: NewPatientFormProps) {
  const { findAlike, create } = useCreatePatient();
  const mayFile = useMayFile();
  const makeWords = mayFile ? 'Make and file' : 'Make and propose';
  const today = dateOf(useNow(), useTimeZone());
  const [requestId] = useState(() => crypto.randomUUID());
  const [fields, setFields] = useState(() => namesIn(typedName));
  const [alike, setAlike] = useState<readonly PatientSummary[]>();
  const [isTried, setTried] = useState(false);
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const patient = trimmed(fields);
  const problems = newPatientProblems(patient, today);
  const isTaken = patient.mrn !== undefined && alike?.some(({ mrn }) => mrn === patient.mrn);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(problems).length > 0 || isSending) {
      return;
    }
    setSending(true);
    setFailure(undefined);
    try {
      const others = alike ?? (await findAlike(patient));
      setAlike(others);
      if (others.length === 0 || (alike && !isTaken)) {
        onChosen(await create(patient, requestId));
      }
    } catch (error) {
      setFailure(describeError(error).message);
    } finally {
      setSending(false);
    }
  };
  const field = (name: keyof NewPatient, label: string) => ({
    label,
    value: fields[name],
    error: isTried ? problems[name] : undefined,
    onChange: (event: { currentTarget: HTMLInputElement }) => {
      const { value } = event.currentTarget;
      setFields((now) => ({ ...now, [name]: value }));
      // Another person now: asked about anew.
      setAlike(undefined);
    },
  });

  return (
    <Modal opened onClose={onCancel} title="New patient" centered>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="sm">
          <Group grow align="flex-start">
            <TextInput {...field('given', 'Given name')} autoComplete="off" data-autofocus />
            <TextInput {...field('family', 'Family name')} autoComplete="off" />
          </Group>
          <Group grow align="flex-start">
            <TextInput {...field('birthDate', 'Date of birth')} type="date" max={today} />
            <TextInput {...field('mrn', 'MRN (if there is one)')} autoComplete="off" />
          </Group>
          {alike && alike.length > 0 && (
            <Alike patients={alike} isTaken={isTaken ?? false} onChosen={onChosen} />
          )}
          {failure && (
            <Alert variant="light" color="red">
              {failure}
            </Alert>
          )}
          <Text size="sm" c="dimmed">
            To be {mayFile ? 'filed to' : 'proposed for'} the new patient at once: {what.toLowerCase()}.
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
            <Button type="submit" loading={isSending} disabled={isTaken ?? false}>
              {alike && alike.length > 0 ? `It is somebody else: ${makeWords.toLowerCase()}` : makeWords}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface AlikeProps {
  readonly patients: readonly PatientSummary[];
  readonly isTaken: boolean;
  readonly onChosen: (patient: PatientSummary) => void;
}

function Alike({ patients, isTaken, onChosen }: AlikeProps) {
  const mayFile = useMayFile();
  return (
    <Alert
      role="alert"
      variant="light"
      title={isTaken ? 'Somebody has this MRN already' : 'Is it one of these?'}
    >
      <Stack gap="xs">
        {patients.map((patient) => (
          <Group key={patient.reference} justify="space-between" wrap="nowrap">
            <div>
              <PatientIdentity patient={patient} />
            </div>
            <Button size="xs" variant="default" onClick={() => onChosen(patient)}>
              {mayFile ? 'File to' : 'Propose'} {patient.name}
            </Button>
          </Group>
        ))}
      </Stack>
    </Alert>
  );
}

type Fields = Record<keyof NewPatient, string>;

/** "Alvarez, Maria" and "maria alvarez" as names; a number is no name. */
function namesIn(typed: string): Fields {
  const words = typed.replace(/[\d/.#-]+/g, ' ');
  const [family, given] = words.includes(',') ? words.split(',') : [undefined, undefined];
  const parts = words.trim().split(/\s+/);
  return {
    given: capitalized(given ?? (parts.length > 1 ? parts.slice(0, -1).join(' ') : '')),
    family: capitalized(family ?? parts.at(-1) ?? ''),
    birthDate: '',
    mrn: '',
  };
}

function capitalized(words: string): string {
  return words.trim().replace(/(^|[\s'’])(\p{Ll})/gu, (_, before, letter) => before + letter.toUpperCase());
}

function trimmed({ given, family, birthDate, mrn }: Fields): NewPatient {
  const typedMrn = mrn.trim();
  return {
    given: given.trim(),
    family: family.trim(),
    birthDate,
    ...(typedMrn && { mrn: typedMrn }),
  };
}
