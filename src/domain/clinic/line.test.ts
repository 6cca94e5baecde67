import { expect, test } from 'vitest';
import { parseLine } from './line.ts';

const resourceType = 'HealthcareService';

test.each([
  [
    { identifier: [{ system: 'urn:ietf:rfc:3966', value: 'tel:+14155550100' }], name: 'Front office' },
    { name: 'Front office', number: '+14155550100' },
  ],
  [
    { telecom: [{ system: 'fax' as const, value: '+14155550101' }] },
    { name: '+14155550101', number: '+14155550101' },
  ],
  [{ telecom: [{ system: 'phone' as const, value: '+14155550101' }] }, { name: 'Line without a name' }],
])('the line of %o', (service, line) => {
  expect(parseLine({ ...service, resourceType, id: 'l' })).toEqual({
    reference: 'HealthcareService/l',
    ...line,
  });
});
