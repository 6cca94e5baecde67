import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';

const FILE = new URL('results.json', import.meta.url);

/** Puts the figures of one bench into `bench/results.json`, beside those of the others, and where they come from. */
export function writeResults(name: string, figures: object): void {
  const before: Record<string, unknown> = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {};
  writeFileSync(
    FILE,
    `${JSON.stringify({ ...before, [name]: { machine: machine(), ...figures } }, null, 2)}\n`,
  );
}

function machine(): object {
  const processors = cpus();
  return {
    processor: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${arch()}`,
    node: process.version,
  };
}
