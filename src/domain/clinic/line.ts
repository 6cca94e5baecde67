import type { HealthcareService } from '@medplum/fhirtypes';
import { identifierOf, listOf } from '../fhir/elements.ts';
import { TEL } from '../fhir/systems.ts';
import { numberOfTel } from '../phone/phone.ts';

/** One of the clinic's fax numbers. */
export interface Line {
  readonly reference: string;
  readonly name: string;
  /** E.164; absent on a service that has no fax number. */
  readonly number?: string;
}

/** The line a service stands for; its own number as identifier wins over its telecom. */
export function parseLine(service: HealthcareService): Line {
  const fax = listOf(service.telecom).find((t) => t.system === 'fax')?.value;
  const number = numberOfTel(identifierOf(service, TEL)) ?? fax;
  return {
    reference: `HealthcareService/${service.id}`,
    name: service.name ?? number ?? 'Line without a name',
    ...(number && { number }),
  };
}
