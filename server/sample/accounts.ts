import type { MedplumClient, WithId } from '@medplum/core';
import type { Practitioner } from '@medplum/fhirtypes';

export type SampleRole = 'frontdesk' | 'practitioner' | 'admin';

/** Where accounts are kept, as far as filling it needs to know. */
export interface AccountBook {
  create(account: {
    readonly email: string;
    readonly password: string;
    readonly role: SampleRole;
    readonly name: string;
    /** `Practitioner/…` */
    readonly profile: string;
  }): Promise<unknown>;
  byProfile(profile: string): { readonly id: string } | undefined;
  setPassword(id: string, password: string): Promise<void>;
}

export interface SampleAccount {
  readonly email: string;
  readonly role: SampleRole;
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
const SAMPLE_ACCOUNT_IDENTIFIER = 'urn:faxwell:sample-account';

/** The person who signs in with a sample account; made once, whoever asks first. */
export async function ensureSampleStaff(
  client: MedplumClient,
  { email, prefix, given, family }: SampleAccount,
): Promise<WithId<Practitioner>> {
  return await client.createResourceIfNoneExist(
    {
      resourceType: 'Practitioner',
      active: true,
      identifier: [{ system: SAMPLE_ACCOUNT_IDENTIFIER, value: email }],
      name: [{ ...(prefix ? { prefix: [prefix] } : undefined), given: [given], family }],
      telecom: [{ system: 'email', value: email }],
    },
    `identifier=${SAMPLE_ACCOUNT_IDENTIFIER}|${email}`,
  );
}

/** Makes the Practitioners and accounts of the sample clinic, or gives those there the password they all share. */
export async function createSampleAccounts(
  accounts: AccountBook,
  client: MedplumClient,
  password: string,
): Promise<void> {
  for (const account of SAMPLE_ACCOUNTS) {
    const practitioner = await ensureSampleStaff(client, account);
    const { email, role } = account;
    const name = `${account.given} ${account.family}`;
    const profile = `Practitioner/${practitioner.id}`;
    const existing = accounts.byProfile(profile);
    if (existing) {
      await accounts.setPassword(existing.id, password);
    } else {
      await accounts.create({ email, password, role, name, profile });
    }
  }
}
