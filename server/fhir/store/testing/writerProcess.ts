/** Writes without end and reports each answered write on a line of its own; made to be killed. */
import type { Communication } from '@medplum/fhirtypes';
import { openStore } from '../store.ts';

const [file = ''] = process.argv.slice(2);
const store = openStore({ file, baseUrl: 'https://clinic.example/fhir/R4' });
const repository = store.repository({ reference: { reference: 'Practitioner/writer' } });

function report(line: string): void {
  // Synchronous for a pipe's worth of bytes: what is reported has been answered.
  process.stdout.write(`${line}\n`);
}

async function writeOnItsOwn(): Promise<void> {
  for (let i = 0; ; i++) {
    const category = [{ coding: [{ system: 'urn:example', code: 'single' }] }];
    const created = await repository.createResource<Communication>({
      resourceType: 'Communication',
      status: 'completed',
      category,
      topic: { text: `Number ${i}` },
    });
    report(`saved ${created.id} ${created.meta?.versionId}`);
    if (i % 3 === 0) {
      const updated = await repository.updateResource<Communication>({ ...created, status: 'stopped' });
      report(`saved ${updated.id} ${updated.meta?.versionId}`);
    }
  }
}

async function writePairs(): Promise<void> {
  for (;;) {
    const [first, second] = await repository.withTransaction(async (inside) => {
      const one = await inside.createResource<Communication>({
        resourceType: 'Communication',
        status: 'completed',
      });
      await new Promise(setImmediate);
      const partOf = [{ reference: `Communication/${one.id}` }];
      const other = await inside.createResource<Communication>({
        resourceType: 'Communication',
        status: 'completed',
        partOf,
      });
      return [one, other];
    });
    report(`pair ${first?.id} ${second?.id}`);
  }
}

void Promise.all([writeOnItsOwn(), writeOnItsOwn(), writePairs()]);
