import { join } from 'node:path';
import { openStore } from '../server/fhir/store/store.ts';
import { openDataDir } from '../server/http/dataDir.ts';
import { readSettings } from '../server/settings.ts';

/** `npm run reindex`: builds the search index of a data folder anew, while no server uses it. */
try {
  const { dataDir, baseUrl, port } = readSettings();
  await reindex(dataDir, baseUrl ?? `http://127.0.0.1:${port}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function reindex(path: string, baseUrl: string): Promise<void> {
  const dataDir = openDataDir(path);
  try {
    const store = openStore({ file: join(dataDir.path, 'faxwell.sqlite'), baseUrl: `${baseUrl}/fhir/R4` });
    let shown = -1;
    await store.reindex((done, total) => {
      const percent = Math.floor((100 * done) / Math.max(1, total));
      if (percent >= shown + 10) {
        shown = percent;
        console.log(`${done} of ${total}`);
      }
    });
    await store.close();
    console.log('The search index is new.');
  } finally {
    dataDir.release();
  }
}
