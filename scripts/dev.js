import { join } from 'node:path';
import { ensureInstalled } from './install.js';
import { findNode, ROOT } from './project.js';
import { run } from './run.js';

/** `npm run dev`: the server, restarted when its files change, and Vite, which reloads the page's. */
try {
  await ensureInstalled();
  const node = findNode();
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const codes = await Promise.all([
    run(node, ['--watch', join(ROOT, 'server', 'main.ts')]),
    run(node, [vite, '--host', '127.0.0.1']),
  ]);
  process.exitCode = Math.max(...codes);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
