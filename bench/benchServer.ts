import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FhirClient } from '../server/fhir/store/contract/fhirClient.ts';
import { credentialsOf, signIn } from '../server/http/testServer.ts';
import type { Carrier, Delivered } from './deliveriesProcess.ts';

export interface BenchServer {
  /** Signed in as an admin. */
  client: FhirClient;
  /** Has so many deliveries in work from when this resolves until the result is called. */
  keepBusy(inWork: number): Promise<() => Promise<Delivered>>;
  close(): Promise<void>;
}

/** Starts a server on an empty data folder, which is removed again. */
export async function startBenchServer(): Promise<BenchServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'faxwell-bench-'));
  const child = fork(new URL('serverProcess.ts', import.meta.url), [dataDir]);
  const [message] = await once(child, 'message');
  // Sent by serverProcess.ts.
  const { url, webhook } = message as { url: string; webhook: string };
  const authorization = `Bearer ${(await signIn(url, credentialsOf('admin'))).getAccessToken()}`;
  return {
    client: new FhirClient((path, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set('authorization', authorization);
      return fetch(`${url}/fhir/R4/${path}`, { ...init, headers });
    }),
    async keepBusy(inWork) {
      const carrier = fork(new URL('deliveriesProcess.ts', import.meta.url));
      carrier.send({ url, webhook, authorization, inWork } satisfies Carrier);
      await once(carrier, 'message');
      return async () => {
        carrier.send('stop');
        const [delivered] = await once(carrier, 'message');
        // Sent by deliveriesProcess.ts.
        return delivered as Delivered;
      };
    },
    async close() {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
