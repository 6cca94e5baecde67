import { getStatus, type MedplumClient, OperationOutcomeError } from '@medplum/core';
import type { Basic } from '@medplum/fhirtypes';
import { makeView, parseView, type View, type ViewContent } from '../../domain/clinic/views.ts';
import { type Party, versionTag } from '../../domain/fhir/elements.ts';
import { VIEW_IDENTIFIER } from '../../domain/fhir/systems.ts';
import { createOnce } from '../createOnce.ts';
import { ConflictError } from '../faxes/conflict.ts';

interface ViewStore {
  create(key: string, content: ViewContent): Promise<View>;
  /** @throws {ConflictError} when it is not as it was seen any more. */
  update(seen: View, content: ViewContent): Promise<View>;
  /** @throws {ConflictError} when it is not as it was seen any more. */
  remove(seen: View): Promise<void>;
}

/** Where a person's views are kept. Every change names the version it was decided on. */
export function viewStore(client: MedplumClient, person: Party): ViewStore {
  return {
    create: async (key, content) =>
      read(await createOnce(client, makeView(person, key, content), VIEW_IDENTIFIER)),
    update: async (seen, content) => {
      const next = makeView(person, seen.key, content, seen.basic);
      try {
        return read(await client.updateResource(next, { headers: { 'If-Match': versionTag(seen.basic) } }));
      } catch (error) {
        const standing = await standingAfter(client, error, seen);
        if (standing && isOurs(standing, next)) {
          return read(standing);
        }
        throw conflictOf(seen, standing);
      }
    },
    remove: async (seen) => {
      try {
        const url = client.fhirUrl('Basic', seen.basic.id ?? '');
        await client.delete(url, { headers: { 'If-Match': versionTag(seen.basic) } });
      } catch (error) {
        const standing = await standingAfter(client, error, seen);
        if (standing) {
          throw conflictOf(seen, standing);
        }
      }
    },
  };
}

/** What stands on the server once a change was refused because of it; rethrows every other failure. */
async function standingAfter(client: MedplumClient, error: unknown, seen: View): Promise<Basic | undefined> {
  if (!hasStatus(error, 404, 410, 412)) {
    throw error;
  }
  try {
    return await client.readResource('Basic', seen.basic.id ?? '', { cache: 'no-store' });
  } catch (gone) {
    if (hasStatus(gone, 404, 410)) {
      return undefined;
    }
    throw gone;
  }
}

/** A write whose answer was lost comes back as refused: what stands there is what it wrote. */
function isOurs(standing: Basic, written: Basic): boolean {
  return JSON.stringify(standing.extension) === JSON.stringify(written.extension);
}

function conflictOf(seen: View, standing: Basic | undefined): ConflictError {
  return new ConflictError(
    standing
      ? `“${seen.name}” was changed in another tab first. It is shown as it is now; look at it before you save again.`
      : `“${seen.name}” was deleted in another tab. Save the list under a name to keep it.`,
  );
}

function hasStatus(error: unknown, ...statuses: readonly number[]): boolean {
  return error instanceof OperationOutcomeError && statuses.includes(getStatus(error.outcome));
}

function read(basic: Basic): View {
  const view = parseView(basic);
  if (view?.kind !== 'view') {
    throw new Error('The server keeps something else than the view that was sent');
  }
  return view;
}
