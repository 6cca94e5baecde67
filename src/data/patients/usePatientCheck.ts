import { useMedplum } from '@medplum/react-hooks';
import { useCallback } from 'react';
import type { PatientSummary } from '../../domain/patient/patient.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { useFindsMisspelt } from '../config.ts';
import { describeError } from '../errors.ts';
import { findLookAlikes } from './findLookAlikes.ts';
import { followPatient } from './followPatient.ts';

/** A patient as the record is now, and everybody who could be taken for them. */
export interface CheckedPatient {
  readonly patient: PatientSummary;
  readonly others: readonly PatientSummary[];
}

/**
 * Looks a patient up once more before anything is filed: what was found a minute ago may have been merged or deleted,
 * and a twin may stand in no list that was searched. Never rejects; an error is a sentence.
 */
export function usePatientCheck(): (patient: PatientSummary) => Promise<Result<CheckedPatient, string>> {
  const client = useMedplum();
  const findsMisspelt = useFindsMisspelt();
  return useCallback(
    async ({ reference }) => {
      try {
        const followed = await followPatient(client, reference);
        if (!followed.ok) {
          return followed;
        }
        const patient = followed.value;
        return ok({ patient, others: await findLookAlikes(client, patient, { findsMisspelt }) });
      } catch (error) {
        return err(describeError(error).message);
      }
    },
    [client, findsMisspelt],
  );
}
