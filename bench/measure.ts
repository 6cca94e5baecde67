/** Milliseconds of repeated runs. */
export interface Timing {
  median: number;
  p95: number;
}

const WARM_UP = 10;

/** Runs each piece of work `runs` times after a few to warm up, one after another and in turn with the others. */
export async function measureInTurn(
  runs: number,
  works: readonly (() => Promise<unknown>)[],
): Promise<Timing[]> {
  const times = works.map((): number[] => []);
  for (let run = 0; run < WARM_UP + runs; run++) {
    for (const [i, work] of works.entries()) {
      const start = performance.now();
      await work();
      if (run >= WARM_UP) times[i]?.push(performance.now() - start);
    }
  }
  return times.map(timingOf);
}

/** Median and 95th percentile of some milliseconds. */
export function timingOf(times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { median: at(0.5), p95: at(0.95) };
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
