import type { MedplumClient } from '@medplum/core';
import type { UserRole } from '../fhir/access/roles.ts';
import type { Accounts } from '../fhir/auth/accounts.ts';

interface SampleAccount {
  readonly email: string;
  readonly role: UserRole;
  readonly prefix?: string;
  readonly given: string;
  readonly family: string;
}

/** Who can sign in to the sample clinic. */
export const SAMPLE_ACCOUNTS: readonly SampleAccount[] = [
  { email: 'frontdesk@example.com', role: 'frontdesk', given: 'Dana', family: 'Reyes' },
  { email: 'practitioner@example.com', role: 'practitioner', prefix: 'Dr.', given: 'Mina', family: 'Khan' },
  { email: 'admin@example.com', role: 'admin', given: 'Sam', family: 'Ortiz' },
];

/** Identifies the Practitioner of a sample account by its e-mail address. */
export const SAMPLE_ACCOUNT_IDENTIFIER = 'urn:faxwell:sample-account';

/** Makes the Practitioners and accounts of the sample clinic. All share one password. */
export async function createSampleAccounts(
  accounts: Accounts,
  client: MedplumClient,
  password: string,
): Promise<void> {
  for (const { email, role, prefix, given, family } of SAMPLE_ACCOUNTS) {
    const identifier = { system: SAMPLE_ACCOUNT_IDENTIFIER, value: email };
    const practitioner = await client.createResourceIfNoneExist(
      {
        resourceType: 'Practitioner',
        active: true,
        identifier: [identifier],
        name: [{ ...(prefix ? { prefix: [prefix] } : undefined), given: [given], family }],
        telecom: [{ system: 'email', value: email }],
      },
      `identifier=${identifier.system}|${email}`,
    );
    const name = [prefix, given, family].filter(Boolean).join(' ');
    await accounts.create({ email, password, role, name, profile: `Practitioner/${practitioner.id}` });
  }
}
