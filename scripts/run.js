import { spawn } from 'node:child_process';
import { ROOT } from './project.js';

/**
 * Runs a program in the repository's root with our output, passing signals on.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined> }} [options]
 * @returns {Promise<number>} its exit code
 */
export function run(command, args, { env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });
    const forward = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM'];
    for (const signal of signals) {
      process.on(signal, forward);
    }
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      for (const name of signals) {
        process.off(name, forward);
      }
      resolve(code ?? (signal ? 1 : 0));
    });
  });
}
