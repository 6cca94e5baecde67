import { notFound, OperationOutcomeError } from '@medplum/core';
import type { OperationOutcome, Reference, Resource } from '@medplum/fhirtypes';

/** Who a repository acts for. */
export interface Author {
  /** Recorded with every version written. */
  reference: Reference;
  /** Without rules everything is allowed. */
  access?: AccessRules;
}

/** Rights, asked inside the repository so that searches, chains, includes and operations cannot go round them. */
export interface AccessRules {
  canRead(resource: Resource): boolean;
  canSearch(resourceType: string): boolean;
  /** An outcome refuses the write. Asked with the state that would be stored. */
  check(
    interaction: 'create' | 'update' | 'delete',
    resource: Resource,
    before?: Resource,
  ): OperationOutcome | undefined;
  /**
   * Whether {@link canRead} is true for every resource of the type; then searches join stored texts without parsing
   * them. Absent: false.
   */
  readsAll?(resourceType: string): boolean;
}

/** What may not be read does not exist. */
export function assertReadable({ access }: Author, resource: Resource): void {
  if (access && !access.canRead(resource)) throw new OperationOutcomeError(notFound);
}

export function assertAllowed(
  { access }: Author,
  interaction: 'create' | 'update' | 'delete',
  resource: Resource,
  before?: Resource,
): void {
  const refused = access?.check(interaction, resource, before);
  if (refused) throw new OperationOutcomeError(refused);
}
