import type {
  ClientApplication,
  Practitioner,
  ProjectMembership,
  Reference,
  User,
  UserConfiguration,
} from '@medplum/fhirtypes';
import { accessPolicyOf } from '../access/rights.ts';
import type { Account } from './accounts.ts';
import type { Principal } from './principal.ts';

/** Medplum keeps many clinics apart as projects. This server keeps one. */
export const PROJECT = {
  reference: 'Project/faxwell',
  display: 'Faxwell',
} as const satisfies Reference;

/**
 * The answer of `auth/me` in Medplum's shape.
 * The role is the membership's access policy (`accessPolicy.display`); `admin` is Medplum's own mark.
 */
export function sessionDetails(
  principal: Principal,
  profile: Practitioner | ClientApplication,
  account: Account | undefined,
) {
  const policy = { reference: `AccessPolicy/${principal.role}`, display: principal.role };
  const user = { reference: `User/${principal.id}`, display: account?.email };
  const membership: ProjectMembership = {
    resourceType: 'ProjectMembership',
    id: principal.id,
    project: PROJECT,
    user,
    // Medplum's own references, made above; the profile is whatever kind of resource the principal names.
    profile: principal.reference as ProjectMembership['profile'],
    accessPolicy: policy,
    admin: principal.role === 'admin',
  };
  const config: UserConfiguration = { resourceType: 'UserConfiguration', id: 'faxwell' };
  return {
    user: account && userOf(account),
    project: { resourceType: 'Project', id: 'faxwell', name: PROJECT.display },
    membership,
    profile,
    config,
    accessPolicy: accessPolicyOf(principal.role),
  };
}

function userOf(account: Account): User {
  const [firstName = account.name, ...rest] = account.name.split(' ');
  return {
    resourceType: 'User',
    id: account.id,
    email: account.email,
    firstName,
    lastName: rest.join(' ') || firstName,
  };
}
