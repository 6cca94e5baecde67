import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FhirClient } from '../server/fhir/store/contract/fhirClient.ts';
import { credentialsOf, signIn } from '../server/http/testServer.ts';

interface BenchServer {
  /** Signed in as an admin. */
  client: FhirClient;
  close(): Promise<void>;
}

/** Starts a server on an empty data folder, which is removed again. */
export async function startBenchServer(): Promise<BenchServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'faxwell-bench-'));
  const child = fork(new URL('serverProcess.ts', import.meta.url), [dataDir]);
  const [message] = await once(child, 'message');
  // Sent by serverProcess.ts.
  const { url } = message as { url: string };
  const authorization = `Bearer ${(await signIn(url, credentialsOf('admin'))).getAccessToken()}`;
  return {
    client: new FhirClient((path, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set('authorization', authorization);
      return fetch(`${url}/fhir/R4/${path}`, { ...init, headers });
    }),
    async close() {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
