import { Text } from '@mantine/core';
import { formatDate } from '../domain/format/time.ts';
import type { PatientSummary } from '../domain/patient/patient.ts';

/** Who a patient is: the name and both identifiers, everywhere in the same order and words. */
export function PatientIdentity({ patient }: { readonly patient: PatientSummary }) {
  return (
    <>
      <Text fw={600} component="span" display="block">
        {patient.name}
      </Text>
      <Text size="sm" component="span" display="block">
        {describeIdentifiers(patient)}
      </Text>
      {patient.mergedFrom && (
        <Text size="sm" component="span" display="block">
          Has the records of {patient.mergedFrom}, merged into this one
        </Text>
      )}
    </>
  );
}

/** `14 Mar 1961 · MRN 48213 · female`, saying so where an identifier is missing. */
function describeIdentifiers({ birthDate, mrn, gender, isDeceased }: PatientSummary): string {
  return [
    birthDate ? formatDate(birthDate) : 'No birth date',
    mrn ? `MRN ${mrn}` : 'No MRN',
    ...(gender && gender !== 'unknown' ? [gender] : []),
    ...(isDeceased ? ['deceased'] : []),
  ].join(' · ');
}
