import { expect, test, vi } from 'vitest';
import { paintPriority, RenderQueue } from './renderQueue.ts';

const never = new AbortController().signal;

/** Work that ends when told to, or fails when its signal is aborted, as painting does. */
function controllable() {
  const started: AbortSignal[] = [];
  let finish = () => {};
  const work = (signal: AbortSignal) => {
    started.push(signal);
    return new Promise<string>((resolve, reject) => {
      finish = () => resolve('painted');
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  };
  return { work, started, finish: () => finish() };
}

test('runs one at a time, the most urgent first, equals in their order', async () => {
  const queue = new RenderQueue();
  const order: string[] = [];
  const job = (name: string) => async () => void order.push(name);
  await Promise.all([
    queue.add(paintPriority.visible, never, job('running')),
    queue.add(paintPriority.thumbnail, never, job('thumbnail')),
    queue.add(paintPriority.near, never, job('near 1')),
    queue.add(paintPriority.near, never, job('near 2')),
    queue.add(paintPriority.visible, never, job('visible')),
  ]);
  expect(order).toEqual(['running', 'visible', 'near 1', 'near 2', 'thumbnail']);
});

test('a visible page interrupts a thumbnail, which is painted afterwards all the same', async () => {
  const queue = new RenderQueue();
  const thumbnail = controllable();
  const waiting = queue.add(paintPriority.thumbnail, never, thumbnail.work);
  await vi.waitFor(() => expect(thumbnail.started).toHaveLength(1));
  await expect(queue.add(paintPriority.visible, never, async () => 'now')).resolves.toBe('now');
  await vi.waitFor(() => expect(thumbnail.started).toHaveLength(2));
  thumbnail.finish();
  await expect(waiting).resolves.toBe('painted');
});

test('a visible page waits for another visible page', async () => {
  const queue = new RenderQueue();
  const first = controllable();
  const waiting = queue.add(paintPriority.visible, never, first.work);
  await vi.waitFor(() => expect(first.started).toHaveLength(1));
  const second = queue.add(paintPriority.visible, never, async () => 'second');
  expect(first.started[0]?.aborted).toBe(false);
  first.finish();
  await expect(Promise.all([waiting, second])).resolves.toEqual(['painted', 'second']);
});

test('aborted work that still waits is never begun', async () => {
  const queue = new RenderQueue();
  const first = controllable();
  const running = queue.add(paintPriority.visible, never, first.work);
  const abort = new AbortController();
  const second = controllable();
  const waiting = queue.add(paintPriority.visible, abort.signal, second.work);
  abort.abort();
  await expect(waiting).rejects.toThrow('aborted');
  first.finish();
  await running;
  expect(second.started).toHaveLength(0);
});

test('work that fails does not hold up the next', async () => {
  const queue = new RenderQueue();
  const failing = queue.add(paintPriority.visible, never, async () => Promise.reject(new Error('damaged')));
  const next = queue.add(paintPriority.visible, never, async () => 'next');
  await expect(failing).rejects.toThrow('damaged');
  await expect(next).resolves.toBe('next');
});
