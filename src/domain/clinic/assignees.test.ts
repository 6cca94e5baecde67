import type { CareTeam, Practitioner } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { parseAssignees } from './assignees.ts';

const team = (id: string, name: string, status: NonNullable<CareTeam['status']>): CareTeam => ({
  resourceType: 'CareTeam',
  id,
  name,
  status,
});
const person = (id: string, family: string, active?: boolean): Practitioner => ({
  resourceType: 'Practitioner',
  id,
  name: [{ given: ['A'], family }],
  ...(active !== undefined && { active }),
});

test('work goes to teams in use and to people who work here, each once and by name', () => {
  const { teams, people } = parseAssignees(
    [team('r', 'Referrals', 'active'), team('f', 'Front desk', 'active'), team('o', 'Old', 'inactive')],
    [person('k', 'Khan', true), person('d', 'Abbot'), person('k', 'Khan', true), person('g', 'Gone', false)],
  );
  expect(teams.map(({ display }) => display)).toEqual(['Front desk', 'Referrals']);
  expect(people).toEqual([
    { reference: 'Practitioner/d', display: 'A Abbot' },
    { reference: 'Practitioner/k', display: 'A Khan' },
  ]);
});
