import { currentParts, hasFlag } from '../../../src/domain/fax/fax.ts';
import type { FilingStore } from '../../../src/domain/filing/settleFiling.ts';
import { makeWorkTask } from '../../../src/domain/filing/workTask.ts';

/** Everything in which the charts and the work Task do not say what the fax says. */
export async function filingDisagreements(store: FilingStore, faxId: string): Promise<string[]> {
  const fax = await store.readFax(faxId);
  const documents = await store.documentsOf(faxId);
  const charts = documents.filter((d) => d.status === 'current').map((d) => d.subject?.reference);
  const wanted = currentParts(fax).map((part) => part.patient.reference);
  const task = await store.createWorkTask(makeWorkTask(fax));
  const types = documents.filter((d) => d.status === 'current').map((d) => d.type?.coding?.[0]?.code);
  return [
    ...(hasFlag(fax, 'pending') ? ['still pending'] : []),
    ...(charts.join() === wanted.join()
      ? []
      : [`on the charts of ${charts.join()} instead of ${wanted.join()}`]),
    ...types.filter((type) => type !== fax.type?.code).map((type) => `a document of type ${type}`),
    ...((task.status === 'completed') === (fax.state === 'open')
      ? [`Task ${task.status}, fax ${fax.state}`]
      : []),
  ];
}
