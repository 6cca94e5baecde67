/** A whole server in a process of its own, so that measuring takes nothing from it: `fork` it with a data folder. */
import { startTestServer } from '../server/http/testServer.ts';

const [dataDir] = process.argv.slice(2);
if (!dataDir || !process.send) throw new Error('Started by a bench, with a data folder');

const server = await startTestServer({ dataDir });
process.send({ url: server.url });
process.once('disconnect', () => void server.close());
