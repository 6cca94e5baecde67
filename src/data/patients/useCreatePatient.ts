import { useMedplum } from '@medplum/react-hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { PATIENT_REQUEST } from '../../domain/fhir/systems.ts';
import { lookAlikes } from '../../domain/patient/lookAlikes.ts';
import {
  makePatient,
  type NewPatient,
  type PatientSummary,
  parsePatient,
} from '../../domain/patient/patient.ts';
import type { PatientQuery } from '../../domain/patient/patientQuery.ts';
import { useFindsMisspelt } from '../config.ts';
import { createOnce } from '../createOnce.ts';
import { searchPatients } from './searchPatients.ts';

/** Making a patient the clinic does not know yet. Both reject when the server does not answer. */
interface PatientMaker {
  /** The patients that may be the same person: to be asked about first. */
  findAlike(patient: NewPatient): Promise<readonly PatientSummary[]>;
  /** @param requestId minted when the form was opened: sending it twice makes one patient */
  create(patient: NewPatient, requestId: string): Promise<PatientSummary>;
}

export function useCreatePatient(): PatientMaker {
  const client = useMedplum();
  const queryClient = useQueryClient();
  const findsMisspelt = useFindsMisspelt();
  return useMemo(
    () => ({
      findAlike: async (patient) => {
        const found = await Promise.all(
          questionsAbout(patient).map((question) => searchPatients(client, question, { findsMisspelt })),
        );
        const all = [...new Map(found.flat().map((other) => [other.reference, other])).values()];
        const wanted = summaryOf(patient);
        const alike = lookAlikes(wanted, all);
        return all.filter(
          (other) => alike.includes(other) || (wanted.mrn !== undefined && other.mrn === wanted.mrn),
        );
      },
      create: async (patient, requestId) => {
        const created = await createOnce(client, makePatient(patient, requestId), PATIENT_REQUEST);
        void queryClient.invalidateQueries({ queryKey: ['patients', 'search'] });
        return parsePatient(created);
      },
    }),
    [client, queryClient, findsMisspelt],
  );
}

function questionsAbout({ given, family, birthDate, mrn }: NewPatient): PatientQuery[] {
  return [
    { kind: 'name', words: `${given} ${family}`.split(/\s+/), birthDates: [] },
    { kind: 'birth-date', birthDates: [birthDate] },
    ...(mrn ? [{ kind: 'identifier', value: mrn } as const] : []),
  ];
}

function summaryOf({ given, family, birthDate, mrn }: NewPatient): PatientSummary {
  return { reference: '', name: `${given} ${family}`, birthDate, ...(mrn && { mrn }) };
}
