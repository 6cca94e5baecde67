import { expect, test } from 'vitest';
import { repeat } from './repeat.ts';

const FOREVER = 1_000_000;

function manual() {
  const ends: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const job = () =>
    new Promise<void>((resolve) => {
      most = Math.max(most, ++running);
      ends.push(() => {
        running--;
        resolve();
      });
    });
  return { job, ends, most: () => most };
}

test('whoever asks during a run gets a run that begins after, one for all of them', async () => {
  const { job, ends, most } = manual();
  const repeated = repeat(FOREVER, job, () => {});
  const first = repeated.now();
  const others = Promise.all([repeated.now(), repeated.now()]);
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await first;
  expect(ends).toHaveLength(2);
  const late = repeated.now();
  ends[1]?.();
  await others;
  ends[2]?.();
  await late;
  expect(ends).toHaveLength(3);
  expect(most()).toBe(1);
  await repeated.stop();
});

test('a job that throws is reported and run again', async () => {
  const failures: unknown[] = [];
  let runs = 0;
  const job = async () => {
    runs++;
    throw new Error('down');
  };
  const repeated = repeat(1, job, (error) => void failures.push(error));
  await repeated.now();
  await expect.poll(() => runs).toBeGreaterThan(2);
  await repeated.stop();
  const after = runs;
  await repeated.now();
  expect(runs).toBe(after);
  expect(failures).toHaveLength(runs);
});
