import { forbidden } from '@medplum/core';
import type { AuditEvent, Basic, CodeableConcept, Communication, Resource } from '@medplum/fhirtypes';
import { FAX_FLAG, TASK_CODE } from '../../../src/domain/fhir/systems.ts';
import type { Accounts } from '../auth/accounts.ts';
import type { Principal } from '../auth/principal.ts';
import type { AccessRules } from '../store/access.ts';
import { isAllowed } from './rights.ts';

type Write = 'create' | 'update' | 'delete';

/** Kinds of `Basic` that are anybody's to keep; every other kind is a setting of the clinic. */
const PERSONAL_BASIC_CODES = ['view', 'blocked-sender'];

/**
 * What one person or program may do, in the shape the repository asks for it: so reads, searches, chains,
 * includes, operations and sockets all go through the same rules.
 */
export function accessRules(principal: Principal, accounts: Accounts): AccessRules {
  const { role } = principal;
  return {
    canRead: (resource) => isAllowed(role, resource.resourceType, 'read') && mayRead(principal, resource),
    canSearch: (type) => isAllowed(role, type, 'search'),
    readsAll: (type) => isAllowed(role, type, 'read') && (type !== 'AuditEvent' || role === 'admin'),
    check: (interaction, resource, before) => {
      const allowed =
        isAllowed(role, resource.resourceType, interaction) &&
        mayWrite(principal, accounts, interaction, resource, before);
      return allowed ? undefined : forbidden;
    },
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
    case 'Basic':
      return [resource, before].every((basic) => mayWriteBasic(principal, basic));
    case 'Practitioner':
      return mayWritePractitioner(principal, accounts, interaction, resource);
    case 'AuditEvent':
      return isOwnAudit(principal, resource);
    default:
      return true;
  }
}

/** A review is a clinician's: neither the front desk nor a program can put the flag on a fax or take it off. */
function mayWriteFax(
  principal: Principal,
  interaction: Write,
  fax: Communication,
  before: Resource | undefined,
): boolean {
  if (interaction === 'delete') {
    return fax.status === 'preparation' || principal.role === 'admin';
  }
  const mayReview = principal.role === 'practitioner' || principal.role === 'admin';
  const wasReviewed = before?.resourceType === 'Communication' && isReviewed(before);
  return mayReview || isReviewed(fax) === wasReviewed;
}

function isReviewed(fax: Communication): boolean {
  return (fax.category ?? []).some((concept) => hasCode(concept, FAX_FLAG, 'reviewed'));
}

function hasCode(concept: CodeableConcept, system: string, code: string): boolean {
  return (concept.coding ?? []).some((coding) => coding.system === system && coding.code === code);
}

function mayWriteBasic(principal: Principal, basic: Resource | undefined): boolean {
  if (basic?.resourceType !== 'Basic' || principal.role === 'admin' || principal.role === 'gateway') {
    return true;
  }
  const isPersonal = PERSONAL_BASIC_CODES.some((code) => hasCode(basic.code, TASK_CODE, code));
  return isPersonal && isOwnUnlessBlock(principal, basic);
}

/** A saved view belongs to its author; a blocked sender is the whole desk's. */
function isOwnUnlessBlock(principal: Principal, basic: Basic): boolean {
  return !hasCode(basic.code, TASK_CODE, 'view') || basic.author?.reference === principal.reference.reference;
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

/** Nobody can write down what somebody else did. */
function isOwnAudit(principal: Principal, event: AuditEvent): boolean {
  return event.agent.every((agent) => agent.who?.reference === principal.reference.reference);
}

function isAboutFax(event: AuditEvent): boolean {
  return (event.entity ?? []).some((entity) => entity.what?.reference?.startsWith('Communication/'));
}
