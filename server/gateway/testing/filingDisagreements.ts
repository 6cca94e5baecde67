import type { DocumentReference } from '@medplum/fhirtypes';
import { currentParts, type FilingPart, hasFlag } from '../../../src/domain/fax/fax.ts';
import { extensionOf, identifierOf } from '../../../src/domain/fhir/elements.ts';
import { EXT, FILING } from '../../../src/domain/fhir/systems.ts';
import type { FilingStore } from '../../../src/domain/filing/settleFiling.ts';
import { makeWorkTask } from '../../../src/domain/filing/workTask.ts';

/** Everything in which the charts and the work Task do not say what the fax says. */
export async function filingDisagreements(store: FilingStore, faxId: string): Promise<string[]> {
  const fax = await store.readFax(faxId);
  const documents = await store.documentsOf(faxId);
  const charts = documents.filter((d) => d.status === 'current').map(describeDocument);
  const wanted = currentParts(fax).map(describePart);
  const task = await store.createWorkTask(makeWorkTask(fax));
  return [
    ...(hasFlag(fax, 'pending') ? ['still pending'] : []),
    ...(charts.sort().join() === wanted.sort().join()
      ? []
      : [`on the charts: ${charts.join()}, instead of ${wanted.join()}`]),
    ...((task.status === 'completed') === (fax.state === 'open')
      ? [`Task ${task.status}, fax ${fax.state}`]
      : []),
  ];
}

function describeDocument(document: DocumentReference): string {
  const cut = extensionOf(document.content[0]?.attachment, EXT.cut)?.valueCode;
  return [
    identifierOf(document, FILING),
    document.subject?.reference,
    document.type?.coding?.[0]?.code,
    cut === 'done' ? 'cut out' : (cut ?? 'whole'),
  ].join(' ');
}

function describePart({ filingId, patient, type, pages }: FilingPart): string {
  return [filingId, patient.reference, type?.code, pages ? 'cut out' : 'whole'].join(' ');
}
