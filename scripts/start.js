import { join } from 'node:path';
import { ensureBuilt } from './build.js';
import { ensureInstalled } from './install.js';
import { findNode, ROOT } from './project.js';
import { run } from './run.js';

/** `npm start`: from a fresh clone to a running server. */
try {
  await ensureInstalled();
  await ensureBuilt();
  process.exitCode = await run(findNode(), [join(ROOT, 'server', 'main.ts')]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
