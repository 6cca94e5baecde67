/** Milliseconds of repeated runs. */
export interface Timing {
  median: number;
  p95: number;
}

/** Runs `work` a few times to warm up and then `runs` times, one after another. */
export async function measure(runs: number, work: (run: number) => Promise<unknown>): Promise<Timing> {
  const warmUp = 5;
  const times: number[] = [];
  for (let run = 0; run < warmUp + runs; run++) {
    const start = performance.now();
    await work(run);
    if (run >= warmUp) times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { median: percentile(times, 0.5), p95: percentile(times, 0.95) };
}

function percentile(sorted: readonly number[], share: number): number {
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
