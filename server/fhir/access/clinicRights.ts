import { Operator } from '@medplum/core';
import type { Basic, Resource } from '@medplum/fhirtypes';
import {
  FILING_RIGHTS_KEY,
  type FilingRights,
  parseFilingRights,
} from '../../../src/domain/clinic/filingRights.ts';
import { identifierOf } from '../../../src/domain/fhir/elements.ts';
import { FILING_RIGHTS_IDENTIFIER } from '../../../src/domain/fhir/systems.ts';
import type { SqliteRepository } from '../store/repository.ts';
import type { Store } from '../store/store.ts';

/** What an admin has set about everybody's rights: known at once, because every write asks. */
export class ClinicRights {
  #frontDesk: FilingRights = 'file';

  constructor(store: Store) {
    store.onChange(({ interaction, resource }) => {
      if (isSetting(resource)) {
        this.#frontDesk = interaction === 'delete' ? 'file' : (parseFilingRights(resource) ?? 'propose');
      }
    });
  }

  /** Reads what was set before this server started; nothing is served until then. */
  async load(repository: SqliteRepository): Promise<void> {
    const [setting] = await repository.searchResources<Basic>({
      resourceType: 'Basic',
      filters: [
        {
          code: 'identifier',
          operator: Operator.EQUALS,
          value: `${FILING_RIGHTS_IDENTIFIER}|${FILING_RIGHTS_KEY}`,
        },
      ],
    });
    // One of a newer version is not understood: the narrower right is the safe one.
    this.#frontDesk = setting ? (parseFilingRights(setting) ?? 'propose') : 'file';
  }

  /** Whether the front desk puts faxes on charts; else it only proposes. */
  get frontDeskFiles(): boolean {
    return this.#frontDesk === 'file';
  }
}

function isSetting(resource: Resource): resource is Basic {
  return (
    resource.resourceType === 'Basic' &&
    identifierOf(resource, FILING_RIGHTS_IDENTIFIER) === FILING_RIGHTS_KEY
  );
}
