import { afterAll, beforeAll, describe } from 'vitest';
import { startTestServer, type TestServer } from '../../../http/testServer.ts';
import { conditionalContract } from './conditionalContract.ts';
import { type ContractServer, EXPECTATIONS } from './contract.ts';
import { crudContract } from './crudContract.ts';
import { FhirClient } from './fhirClient.ts';
import { pagingContract } from './pagingContract.ts';
import { searchContract } from './searchContract.ts';
import { transactionContract } from './transactionContract.ts';

describe.each(['strict', 'careless'] as const)('the embedded server, %s', (mode) => {
  let running: TestServer;
  let server: ContractServer;

  beforeAll(async () => {
    running = await startTestServer({ careless: mode === 'careless' });
    const client = new FhirClient((path, init) =>
      running.fetch(`/fhir/R4/${path}`, { ...init, as: 'admin' }),
    );
    server = { client, expected: EXPECTATIONS[mode] };
  });

  afterAll(() => running.close());

  crudContract(() => server);
  conditionalContract(() => server);
  transactionContract(() => server);
  searchContract(() => server);
  pagingContract(() => server);
});
