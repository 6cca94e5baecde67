import type { AccessPolicy, ResourceType } from '@medplum/fhirtypes';
import { ROLES, type Role } from './roles.ts';

/** r read, with versions and history · s search · c create · u update and patch · d delete */
type Letter = 'r' | 's' | 'c' | 'u' | 'd';
export type Interaction = 'read' | 'search' | 'create' | 'update' | 'delete';

const LETTERS: Record<Interaction, Letter> = {
  read: 'r',
  search: 's',
  create: 'c',
  update: 'u',
  delete: 'd',
};

/**
 * Who may do what, by type. A type that is not listed does not exist on this server.
 * Some rows are narrowed further by `accessRules.ts`; those say so.
 */
// biome-ignore format: a table
const RIGHTS = {
  //                  frontdesk  practitioner  admin     gateway
  Communication: row('rscud',   'rscud',      'rscud',  'rscu'), // delete: drafts only, and none becomes one; documents and ids stay; "reviewed": clinicians
  Task: row('rscu',             'rscu',       'rscud',  'rscu'), // deliveries: gateway and admin only
  Patient: row('rscu',          'rscu',       'rscud',  ''),
  RelatedPerson: row('rscu',    'rscu',       'rscud',  ''),
  DocumentReference: row('rscu', 'rscu',      'rscu',   'rscu'), // front desk: unless it only proposes; then no filing on a fax either
  Binary: row('rc',             'rc',         'rcu',    'rcu'),
  Organization: row('rscu',     'rscu',       'rscud',  'rs'), // update of the clinic's own: admin only
  Practitioner: row('rscu',     'rscu',       'rscud',  'rs'), // update of somebody who signs in: admin only
  PractitionerRole: row('rscu', 'rscu',       'rscud',  'rs'),
  Location: row('rs',           'rs',         'rscud',  'rs'),
  Group: row('rscud',           'rscud',      'rscud',  'rs'),
  HealthcareService: row('rs',  'rs',         'rscud',  'rs'),
  CareTeam: row('rs',           'rs',         'rscud',  'rs'),
  ValueSet: row('rs',           'rs',         'rscud',  'rs'),
  CodeSystem: row('rs',         'rs',         'rscud',  'rs'),
  Basic: row('rscud',           'rscud',      'rscud',  'rscu'), // rules and settings: admin and gateway only
  List: row('rs',               'rs',         'rscud',  ''),
  Device: row('rs',             'rs',         'rscud',  'rs'),
  Provenance: row('rsc',        'rsc',        'rsc',    'rsc'), // people: of what they did themselves
  AuditEvent: row('rsc',        'rsc',        'rsc',    'c'), // read, search: of a fax, or admin; create: in one's own name
  Encounter: row('rs',          'rs',         'rscud',  ''),
  ServiceRequest: row('rs',     'rscu',       'rscud',  ''),
  DiagnosticReport: row('',     'rscu',       'rscud',  ''),
  Observation: row('',          'rscu',       'rscud',  ''),
  Subscription: row('rscud',    'rscud',      'rscud',  'rscud'), // websocket only, and only one's own
  OperationDefinition: row('rs', 'rs',        'rs',     'rs'),
  ClientApplication: row('',    '',           '',       ''),
} satisfies Partial<Record<ResourceType, Record<Role, string>>>;

function row(frontdesk: string, practitioner: string, admin: string, gateway: string): Record<Role, string> {
  return { frontdesk, practitioner, admin, gateway };
}

/** A resource type this server keeps. */
export type ServedType = keyof typeof RIGHTS;

/** Every type somebody may do something with, in the order of the alphabet. */
export const SERVED_TYPES = Object.keys(RIGHTS)
  .filter(isServedType)
  .filter((type) => ROLES.some((role) => RIGHTS[type][role] !== ''))
  .sort();

export function isServedType(type: string): type is ServedType {
  return Object.hasOwn(RIGHTS, type);
}

/** What the table allows; `accessRules.ts` may allow less. */
export function isAllowed(role: Role, type: string, interaction: Interaction): boolean {
  return isServedType(type) && RIGHTS[type][role].includes(LETTERS[interaction]);
}

/** Interactions anybody at all may do with a type. */
export function interactionsOf(type: ServedType): Interaction[] {
  return INTERACTIONS.filter((interaction) => ROLES.some((role) => isAllowed(role, type, interaction)));
}

const INTERACTIONS: readonly Interaction[] = ['read', 'search', 'create', 'update', 'delete'];

/** The role's rights in Medplum's shape, so that a client can ask before it offers something. */
export function accessPolicyOf(role: Role): AccessPolicy {
  return {
    resourceType: 'AccessPolicy',
    name: role,
    resource: SERVED_TYPES.flatMap((type) => {
      const interaction = INTERACTIONS.filter((candidate) => isAllowed(role, type, candidate)).flatMap(
        (allowed) => (allowed === 'read' ? (['read', 'vread', 'history'] as const) : [allowed]),
      );
      return interaction.length > 0 ? [{ resourceType: type, interaction }] : [];
    }),
  };
}
