import { deepEquals, forbidden } from '@medplum/core';
import type {
  AuditEvent,
  Basic,
  CodeableConcept,
  Communication,
  Provenance,
  Resource,
} from '@medplum/fhirtypes';
import {
  EXT,
  FAX_DIRECTION,
  FAX_FLAG,
  FAX_MEDIUM_CODE,
  ORGANIZATION_IDENTIFIER,
  TASK_CODE,
} from '../../../src/domain/fhir/systems.ts';
import type { Accounts } from '../auth/accounts.ts';
import type { Principal } from '../auth/principal.ts';
import type { AccessRules } from '../store/access.ts';
import type { ClinicRights } from './clinicRights.ts';
import { isAllowed } from './rights.ts';
import type { Role } from './roles.ts';

type Write = 'create' | 'update' | 'delete';

/** Kinds of `Basic` that are anybody's to keep; every other kind is a setting of the clinic. */
const PERSONAL_BASIC_CODES = ['view', 'absence', 'blocked-sender'];

/**
 * What one person or program may do, in the shape the repository asks for it: so reads, searches, chains,
 * includes, operations and sockets all go through the same rules.
 */
export function accessRules(principal: Principal, accounts: Accounts, clinic: ClinicRights): AccessRules {
  const { role } = principal;
  return {
    canRead: (resource) => isAllowed(role, resource.resourceType, 'read') && mayRead(principal, resource),
    canSearch: (type) => maySearch(role, type),
    readsAll: (type) => isAllowed(role, type, 'read') && (type !== 'AuditEvent' || role === 'admin'),
    check: (interaction, resource, before) => {
      const allowed =
        isAllowed(role, resource.resourceType, interaction) &&
        mayWrite(principal, accounts, interaction, resource, before) &&
        (role !== 'frontdesk' || clinic.frontDeskFiles || !changesFiling(resource, before));
      return allowed ? undefined : forbidden;
    },
  };
}

/**
 * Whether a type can be searched, followed by chains and includes, and subscribed to. Of AuditEvents only the admin
 * may do that, or `Practitioner?_revinclude=AuditEvent:agent` would tell what a colleague did all day; who saw one
 * fax, `searchAudit.ts` answers.
 */
export function maySearch(role: Role, type: string): boolean {
  return isAllowed(role, type, 'search') && (type !== 'AuditEvent' || role === 'admin');
}

/** The rules of somebody whose search of AuditEvents was looked at and is of one fax. */
export function faxAuditRules(principal: Principal, accounts: Accounts, clinic: ClinicRights): AccessRules {
  return {
    ...accessRules(principal, accounts, clinic),
    canSearch: (type) => isAllowed(principal.role, type, 'search'),
  };
}

function mayRead(principal: Principal, resource: Resource): boolean {
  if (resource.resourceType !== 'AuditEvent' || principal.role === 'admin') {
    return true;
  }
  return isAboutFax(resource);
}

function mayWrite(
  principal: Principal,
  accounts: Accounts,
  interaction: Write,
  resource: Resource,
  before: Resource | undefined,
): boolean {
  switch (resource.resourceType) {
    case 'Communication':
      return mayWriteFax(principal, interaction, resource, before);
    case 'Task':
      return [resource, before].every((task) => mayWriteTask(principal, task));
    case 'Basic':
      return [resource, before].every((basic) => mayWriteBasic(principal, basic));
    case 'Practitioner':
      return mayWritePractitioner(principal, accounts, interaction, resource);
    case 'Organization':
      return [resource, before].every((organization) => mayWriteOrganization(principal, organization));
    case 'Provenance':
      return mayWriteProvenance(principal, resource);
    case 'AuditEvent':
      return isOwnAudit(principal, resource);
    default:
      return true;
  }
}

function mayWriteFax(
  principal: Principal,
  interaction: Write,
  fax: Communication,
  before: Resource | undefined,
): boolean {
  if (principal.role === 'admin') {
    return true;
  }
  if (interaction === 'delete') {
    return fax.status === 'preparation';
  }
  const was = before?.resourceType === 'Communication' ? before : undefined;
  const keepsReview = principal.role === 'practitioner' || deepEquals(reviewsOf(fax), reviewsOf(was));
  const keeps = !was || principal.role === 'gateway' || keepsWhatCame(fax, was);
  return keepsReview && keeps && (!was || staysInSight(fax, was));
}

/** Whether a write puts something on a chart, or takes it off. The type of what is filed may change. */
function changesFiling(resource: Resource, before: Resource | undefined): boolean {
  if (resource.resourceType === 'DocumentReference') {
    return true;
  }
  const faxes = [resource, before].flatMap((one) => (one?.resourceType === 'Communication' ? [one] : []));
  // What is being sent may be about a patient.
  const isReceived = faxes.some(({ category }) =>
    (category ?? []).some((concept) => hasCode(concept, FAX_DIRECTION, 'inbound')),
  );
  return isReceived && !deepEquals(filingIn(faxes[0]), filingIn(faxes[1]));
}

/** Whose chart a fax is on, by its parts and pages, as far as it says so. */
function filingIn(fax: Communication | undefined): object {
  const parts = (fax?.extension ?? []).filter(
    ({ url }) => url === EXT.filingPart || url === EXT.pagesNotNeeded,
  );
  return {
    subject: fax?.subject?.reference ?? '',
    parts: parts.map(({ url, extension }) => [
      url,
      ...FILING_FACTS.map((fact) => {
        const { valueString, valueBoolean, valueReference } =
          extension?.find((one) => one.url === fact) ?? {};
        return valueString ?? valueBoolean ?? valueReference?.reference ?? '';
      }),
    ]),
  };
}

const FILING_FACTS = ['filing', 'patient', 'pages', 'retired'];

/**
 * A fax without its document is as good as deleted, and without its carrier's id it would be received again. What
 * somebody is still writing may change.
 */
function keepsWhatCame(fax: Communication, was: Communication): boolean {
  const kept = new Set([...documentsOf(fax), ...identifiersOf(fax)]);
  return (
    was.status === 'preparation' || [...documentsOf(was), ...identifiersOf(was)].every((one) => kept.has(one))
  );
}

function identifiersOf({ identifier = [] }: Communication): string[] {
  return identifier.map(({ system = '', value = '' }) => `${system}|${value}`);
}

function documentsOf({ payload = [] }: Communication): string[] {
  return payload.flatMap(
    ({ contentAttachment, contentReference }) => contentAttachment?.url ?? contentReference?.reference ?? [],
  );
}

/** A review is a clinician's: neither the front desk nor a program can put one on a fax, take it off or reword it. */
function reviewsOf(fax: Communication | undefined): CodeableConcept[] {
  return (fax?.category ?? []).filter((concept) => hasCode(concept, FAX_FLAG, 'reviewed'));
}

/** What is no fax any more is in no list, and what became a draft could be deleted. */
function staysInSight(fax: Communication, was: Communication): boolean {
  const becomesDraft = fax.status === 'preparation' && was.status !== 'preparation';
  return !becomesDraft && (isFax(fax) || !isFax(was));
}

function isFax({ medium }: Communication): boolean {
  return (medium ?? []).some(({ coding }) => (coding ?? []).some(({ code }) => code === FAX_MEDIUM_CODE));
}

/** The journal of what carriers delivered is the gateway's: a delivery that somebody else calls done is lost. */
function mayWriteTask({ role }: Principal, task: Resource | undefined): boolean {
  const isJournal = task?.resourceType === 'Task' && task.code && hasCode(task.code, TASK_CODE, 'intake');
  return !isJournal || role === 'gateway' || role === 'admin';
}

function hasCode(concept: CodeableConcept, system: string, code: string): boolean {
  return (concept.coding ?? []).some((coding) => coding.system === system && coding.code === code);
}

function mayWriteBasic(principal: Principal, basic: Resource | undefined): boolean {
  if (basic?.resourceType !== 'Basic' || principal.role === 'admin' || principal.role === 'gateway') {
    return true;
  }
  const codings = basic.code.coding ?? [];
  // Each of them: what is a view and a rule is found as a rule.
  const isPersonal = codings.every(
    ({ system, code = '' }) => system === TASK_CODE && PERSONAL_BASIC_CODES.includes(code),
  );
  return codings.length > 0 && isPersonal && isOwnUnlessBlock(principal, basic);
}

/** A saved view and an absence belong to their author; a blocked sender is the whole desk's. */
function isOwnUnlessBlock(principal: Principal, basic: Basic): boolean {
  const isOwned = ['view', 'absence'].some((code) => hasCode(basic.code, TASK_CODE, code));
  return !isOwned || basic.author?.reference === principal.reference.reference;
}

/** The address book is everybody's, but not the record of somebody who signs in here. */
function mayWritePractitioner(
  principal: Principal,
  accounts: Accounts,
  interaction: Write,
  practitioner: Resource,
): boolean {
  if (interaction === 'create' || principal.role === 'admin') {
    return true;
  }
  return accounts.byProfile(`Practitioner/${practitioner.id}`) === undefined;
}

/** The address book is everybody's, but not the record of the clinic itself. */
function mayWriteOrganization({ role }: Principal, organization: Resource | undefined): boolean {
  const isClinic =
    organization?.resourceType === 'Organization' &&
    (organization.identifier ?? []).some(({ system }) => system === ORGANIZATION_IDENTIFIER);
  return !isClinic || role === 'admin';
}

/** People sign for themselves; programs and admins write down what others did elsewhere. */
function mayWriteProvenance({ role, reference }: Principal, { agent }: Provenance): boolean {
  const isAnother = (who = '') => who.startsWith('Practitioner/') && who !== reference.reference;
  return role === 'admin' || role === 'gateway' || !agent.some(({ who }) => isAnother(who?.reference));
}

/** Nobody can write down what somebody else did. */
function isOwnAudit(principal: Principal, event: AuditEvent): boolean {
  return event.agent.every((agent) => agent.who?.reference === principal.reference.reference);
}

function isAboutFax(event: AuditEvent): boolean {
  return (event.entity ?? []).some((entity) => entity.what?.reference?.startsWith('Communication/'));
}
