import { useMedplum } from '@medplum/react-hooks';
import { useCallback } from 'react';
import type { PatientSummary } from '../../domain/patient/patient.ts';
import { err, type Result } from '../../domain/result.ts';
import { describeError } from '../errors.ts';
import { followPatient } from './followPatient.ts';

/**
 * Looks a patient up once more before anything is filed: what was found a minute ago may have been merged or deleted.
 * Never rejects; an error is a sentence.
 */
export function usePatientCheck(): (patient: PatientSummary) => Promise<Result<PatientSummary, string>> {
  const client = useMedplum();
  return useCallback(
    (patient) => followPatient(client, patient.reference).catch((error) => err(describeError(error).message)),
    [client],
  );
}
