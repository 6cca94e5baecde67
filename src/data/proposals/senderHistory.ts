import type { MedplumClient } from '@medplum/core';
import type { Communication, Patient } from '@medplum/fhirtypes';
import type { QueryClient } from '@tanstack/react-query';
import type { Fax, FaxRow } from '../../domain/fax/fax.ts';
import { parseFaxRow } from '../../domain/fax/parseFax.ts';
import { FAX_DIRECTION, FAX_FLAG, FAX_MEDIUM_CODE, TEL } from '../../domain/fhir/systems.ts';
import { type PatientSummary, parsePatient, survivorOf } from '../../domain/patient/patient.ts';
import { telUri, usualWritings } from '../../domain/phone/phone.ts';
import type { SenderHistory } from '../../domain/proposal/proposal.ts';
import { resourcesOf, search } from '../client.ts';
import { faxQueries } from '../faxes/faxQueries.ts';

const FAXES_AT_MOST = 30;
/** More than one owner of a number are too many. */
const OWNERS_AT_MOST = 5;

/** What was received from a number (E.164) and is done with, newest first, and whose own number it is. */
export async function fetchSenderHistory(
  client: MedplumClient,
  number: string,
  signal: AbortSignal,
): Promise<SenderHistory> {
  const options = { isPrivate: true, signal };
  const [faxes, patients] = await Promise.all([
    search<Communication>(
      client,
      'Communication',
      [
        ['medium', FAX_MEDIUM_CODE],
        ['category', `${FAX_DIRECTION}|inbound`],
        ['category', `${FAX_FLAG}|handled,${FAX_FLAG}|reviewed`],
        ['sender:identifier', `${TEL}|${telUri(number)}`],
        ['sent:missing', 'false'],
        ['_sort', '-sent'],
        ['_count', String(FAXES_AT_MOST)],
      ],
      options,
    ),
    search<Patient>(
      client,
      'Patient',
      [
        ['telecom', usualWritings(number).join()],
        ['_count', String(OWNERS_AT_MOST)],
      ],
      options,
    ),
  ]);
  return {
    faxes: resourcesOf(faxes).map(parseFaxRow).filter(isFax),
    owners: resourcesOf(patients).filter(isInUse).map(parsePatient),
  };
}

function isFax(row: FaxRow): row is Fax {
  return row.kind === 'fax';
}

function isInUse(patient: Patient): boolean {
  return patient.active !== false && survivorOf(patient) === undefined;
}

/** The history with what this desk has done since it was asked for: the fax before this one was filed a second ago. */
export function withHeldFaxes(
  queryClient: QueryClient,
  { faxes, owners }: SenderHistory,
  number: string,
): SenderHistory {
  const held = queryClient
    .getQueriesData<FaxRow>({ queryKey: faxQueries.details() })
    .flatMap(([, row]) => (row && isFax(row) && row.originatingNumber === number ? [row] : []));
  const received = held.filter(({ direction }) => direction === 'inbound');
  const byId = new Map([...faxes, ...received].map((fax) => [fax.id, fax]));
  return { faxes: [...byId.values()], owners };
}

/** A proposed patient as the record is now. */
export interface Candidate {
  readonly patient: PatientSummary;
  /** Why it is not certainly the one, as a sentence. */
  readonly doubt?: string;
}
