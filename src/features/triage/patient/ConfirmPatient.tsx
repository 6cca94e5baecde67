import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { PatientIdentity } from '../../../components/PatientIdentity.tsx';
import { useMayFile } from '../../../data/clinic/useFilingRights.ts';
import type { PatientSummary } from '../../../domain/patient/patient.ts';

interface ConfirmPatientProps {
  readonly patient: PatientSummary;
  readonly others: readonly PatientSummary[];
  /** What is filed, as a sentence begins. */
  readonly what: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asked when somebody else could be meant, or the record was merged meanwhile: what is about to be filed, beside who it is not. */
export function ConfirmPatient({ patient, others, what, onConfirm, onCancel }: ConfirmPatientProps) {
  const mayFile = useMayFile();
  return (
    <Modal opened onClose={onCancel} title="Which patient?" centered>
      <Stack gap="sm">
        <Alert variant="light" title={`${what} will be ${mayFile ? 'filed to' : 'proposed for'}`}>
          <PatientIdentity patient={patient} />
        </Alert>
        {others.length > 0 && (
          <div>
            <Text c="dimmed" size="sm" mb={4}>
              {others.length === 1 ? 'Not to somebody alike' : 'Not to others alike'}
            </Text>
            {others.map((other) => (
              <div key={other.reference}>
                <PatientIdentity patient={other} />
              </div>
            ))}
          </div>
        )}
        <Group justify="flex-end">
          {/* Focus is on the way back: the Enter that chose must not confirm as well. */}
          <Button variant="default" onClick={onCancel} data-autofocus>
            Choose again
          </Button>
          <Button onClick={onConfirm}>{mayFile ? 'File to this patient' : 'Propose this patient'}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
