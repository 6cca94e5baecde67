import type { MedplumClient } from '@medplum/core';
import { FAX_FLAG, FAX_MEDIUM_CODE } from '../../src/domain/fhir/systems.ts';
import { settleFiling } from '../../src/domain/filing/settleFiling.ts';
import type { PageCutter } from './documents.ts';
import { createFilingStore } from './filingStore.ts';
import { errorKind, type Logger } from './logger.ts';

interface FilingDependencies {
  readonly client: MedplumClient;
  readonly documents: PageCutter;
  readonly logger: Logger;
}

/** Finishes what others left half filed: whoever decided a filing may have died before the charts agreed with it. */
export async function settlePendingFilings({ client, documents, logger }: FilingDependencies): Promise<void> {
  const query = new URLSearchParams({
    medium: FAX_MEDIUM_CODE,
    category: `${FAX_FLAG}|pending`,
    _sort: '_lastUpdated',
    _count: '100',
  });
  const pending: string[] = [];
  // Every page before the first is settled: that one leaves the search, and the pages behind it would move up.
  for await (const faxes of client.searchResourcePages('Communication', query, { cache: 'reload' })) {
    pending.push(...faxes.map(({ id }) => id));
  }
  const store = createFilingStore(client, documents);
  for (const id of pending) {
    try {
      await settleFiling(store, id);
    } catch (error) {
      // The next one must not wait for what is wrong with this one.
      logger.error({ fax: id, error: errorKind(error) }, 'A filing could not be settled');
    }
  }
}
