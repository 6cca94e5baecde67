import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const FILE = new URL('results.json', import.meta.url);

/** Puts the figures of one bench into `bench/results.json`, beside those of the others. */
export function writeResults(name: string, figures: object): void {
  const before: Record<string, unknown> = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {};
  writeFileSync(FILE, `${JSON.stringify({ ...before, [name]: figures }, null, 2)}\n`);
}
