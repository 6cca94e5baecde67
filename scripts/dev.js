import { join } from 'node:path';
import { ensureInstalled } from './install.js';
import { findNode, ROOT } from './project.js';
import { run } from './run.js';

const VITE_PORT = 5173;

/** `npm run dev`: the server, restarted when its files change, and Vite, which reloads the page's. */
try {
  await ensureInstalled();
  const node = findNode();
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const codes = await Promise.all([
    // Pages come from Vite and may talk to their own origin only; it hands their requests on.
    run(node, ['--watch', join(ROOT, 'server', 'main.ts')], {
      env: { BASE_URL: `http://127.0.0.1:${VITE_PORT}` },
    }),
    run(node, [vite, '--host', '127.0.0.1', '--port', String(VITE_PORT), '--strictPort']),
  ]);
  process.exitCode = Math.max(...codes);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
