import { describe, expect, test } from 'vitest';
import { type Pause, runItems } from './runItems.ts';

class Later extends Error {}

const NUMBERS = Array.from({ length: 30 }, (_, index) => index);
const pauseOf = (error: unknown): Pause | undefined => (error instanceof Later ? 'busy' : undefined);

/** A server that does one thing after another when told to, and what was asked of it. */
function serverThat(answer: (item: number, attempt: number) => Promise<void>) {
  const attempts = new Map<number, number>();
  const done: number[] = [];
  const seen = { atOnce: 0, most: 0 };
  const work = async (item: number) => {
    seen.atOnce += 1;
    seen.most = Math.max(seen.most, seen.atOnce);
    attempts.set(item, (attempts.get(item) ?? 0) + 1);
    try {
      await Promise.resolve();
      await answer(item, attempts.get(item) ?? 0);
      done.push(item);
    } finally {
      seen.atOnce -= 1;
    }
  };
  return { work, done, seen };
}

const options = (work: (item: number) => Promise<void>, controller = new AbortController()) => {
  const pauses: (Pause | undefined)[] = [];
  const waits: number[] = [];
  return {
    pauses,
    waits,
    run: () =>
      runItems(NUMBERS, {
        work,
        pauseOf,
        onPause: (pause) => pauses.push(pause),
        wait: async (ms) => {
          waits.push(ms);
        },
        signal: controller.signal,
      }),
  };
};

describe('a run', () => {
  test('does everything once, four at a time', async () => {
    const server = serverThat(async () => {});
    await options(server.work).run();
    expect(server.done.toSorted((a, b) => a - b)).toEqual(NUMBERS);
    expect(server.seen.most).toBe(4);
  });

  test('waits longer and longer while the server asks for a pause, says so, and skips nothing', async () => {
    let refusals = 7;
    const server = serverThat(async () => {
      if (refusals > 0) {
        refusals -= 1;
        throw new Later();
      }
    });
    const { run, pauses, waits } = options(server.work);
    await run();
    expect(server.done.toSorted((a, b) => a - b)).toEqual(NUMBERS);
    expect(pauses[0]).toBe('busy');
    expect(pauses.at(-1)).toBeUndefined();
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(Math.max(...waits)).toBeLessThanOrEqual(15_000);
  });

  test('tries with one while the server is out of reach', async () => {
    let isBack = false;
    const probes: number[] = [];
    const server = serverThat(async () => {
      if (!isBack) {
        throw new Later();
      }
    });
    let waits = 0;
    await runItems(NUMBERS, {
      work: async (item) => {
        probes.push(server.seen.atOnce);
        await server.work(item);
      },
      pauseOf,
      onPause: () => {},
      wait: async () => {
        waits += 1;
        isBack = waits > 5;
      },
      signal: new AbortController().signal,
    });
    // Four had begun when it went; from then on one alone, until it is back.
    expect(probes.slice(4, 9)).toEqual([0, 0, 0, 0, 0]);
    expect(server.done).toHaveLength(NUMBERS.length);
  });

  test('begins nothing more once it is stopped, and finishes what it has begun', async () => {
    const controller = new AbortController();
    const server = serverThat(async (item) => {
      if (item === 5) {
        controller.abort();
      }
    });
    await options(server.work, controller).run();
    expect(server.done).toContain(5);
    expect(server.done.length).toBeLessThanOrEqual(9);
  });

  test('can be stopped while it waits', async () => {
    const controller = new AbortController();
    const work = async () => {
      throw new Later();
    };
    await runItems(NUMBERS, {
      work,
      pauseOf,
      onPause: () => {},
      wait: async () => controller.abort(),
      signal: controller.signal,
    });
    expect(controller.signal.aborted).toBe(true);
  });
});
