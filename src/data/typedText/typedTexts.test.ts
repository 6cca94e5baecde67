import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TextDatabase, TextRecord } from './textDatabase.ts';
import type { TextKey } from './textKeys.ts';
import { openTextVault } from './textVault.ts';
import { TypedTexts } from './typedTexts.ts';

const NOW = new Date('2026-11-20T12:00:00.000Z');
const DANA: TextKey = { owner: 'Practitioner/dana', secret: 'A'.repeat(43) };
const MINA: TextKey = { owner: 'Practitioner/mina', secret: `B${'A'.repeat(42)}` };
const NOTE = 'note fax-1';

/** A disk that can be full. */
function diskOf() {
  const records = new Map<string, TextRecord>();
  const disk = {
    isFull: false,
    records,
    /** Every byte on it, as text. */
    readable: () =>
      [...records.values()]
        .map((record) => `${JSON.stringify(record)} ${new TextDecoder('latin1').decode(record.bytes)}`)
        .join(),
    database: {
      recordsOf: async (owner) => [...records.values()].filter((record) => record.owner === owner),
      put: async (record) => {
        if (disk.isFull) {
          throw new DOMException('', 'QuotaExceededError');
        }
        records.set(`${record.owner} ${record.place}`, record);
      },
      remove: async (owner, place) => void records.delete(`${owner} ${place}`),
      removeBefore: async (instant) => {
        for (const [key, { at }] of records) {
          if (at < instant) {
            records.delete(key);
          }
        }
      },
    } satisfies TextDatabase,
  };
  return disk;
}

let disk: ReturnType<typeof diskOf>;

beforeEach(() => {
  disk = diskOf();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A page of this browser on which that person is signed in. */
function pageOf(key: TextKey, now = NOW): TypedTexts {
  const texts = new TypedTexts(
    () => openTextVault(disk.database, key, now),
    () => now,
  );
  texts.open();
  return texts;
}

/** The page once what was kept is back. */
async function openedPageOf(key: TextKey, now = NOW): Promise<TypedTexts> {
  const texts = pageOf(key, now);
  await expect.poll(() => texts.isKept).toBe(true);
  return texts;
}

async function keepNow(texts: TypedTexts): Promise<void> {
  texts.flush();
  await expect.poll(() => disk.records.size).toBeGreaterThan(0);
}

test('what was typed is there on the next page, and says since when', async () => {
  const texts = await openedPageOf(DANA);
  texts.write(NOTE, 'Called Mrs. Alvarez');
  expect(texts.read(NOTE)).toMatchObject({ text: 'Called Mrs. Alvarez' });
  expect(texts.read(NOTE).keptSince).toBeUndefined();
  await keepNow(texts);

  const reloaded = await openedPageOf(DANA, new Date('2026-11-21T12:00:00.000Z'));
  expect(reloaded.read(NOTE)).toMatchObject({ text: 'Called Mrs. Alvarez', keptSince: NOW.toISOString() });
  expect(reloaded.read('note fax-2').text).toBe('');
});

test('it is kept by itself while somebody types on', async () => {
  const texts = await openedPageOf(DANA);
  vi.useFakeTimers();
  for (const text of ['C', 'Ca', 'Cal']) {
    texts.write(NOTE, text);
    vi.advanceTimersByTime(150);
  }
  vi.useRealTimers();
  await expect.poll(() => disk.records.size).toBe(1);
});

test('no word of it can be read on the disk', async () => {
  const texts = await openedPageOf(DANA);
  texts.write(NOTE, 'Called Mrs. Alvarez');
  await keepNow(texts);
  expect(disk.readable()).not.toMatch(/Called|Alvarez/);
});

test('another person sees nothing of it, not even with the record in hand', async () => {
  const texts = await openedPageOf(DANA);
  texts.write(NOTE, 'Called Mrs. Alvarez');
  await keepNow(texts);
  for (const [key, record] of [...disk.records]) {
    disk.records.set(`stolen ${key}`, { ...record, owner: MINA.owner });
  }
  expect((await openedPageOf(MINA)).read(NOTE).text).toBe('');
  expect((await openedPageOf(DANA)).read(NOTE).text).toBe('Called Mrs. Alvarez');
});

test('a record moved to another fax does not open there', async () => {
  const texts = await openedPageOf(DANA);
  texts.write(NOTE, 'Called Mrs. Alvarez');
  await keepNow(texts);
  for (const [key, record] of [...disk.records]) {
    disk.records.set(`moved ${key}`, { ...record, place: 'note fax-2' });
  }
  expect((await openedPageOf(DANA)).read('note fax-2').text).toBe('');
});

test('it is erased when the field is emptied', async () => {
  const texts = await openedPageOf(DANA);
  texts.write(NOTE, 'Called');
  await keepNow(texts);
  texts.write(NOTE, '');
  texts.flush();
  await expect.poll(() => disk.records.size).toBe(0);
});

test('it is kept while it is being saved, and erased once it was', async () => {
  const texts = await openedPageOf(DANA);
  texts.write(NOTE, 'Called');
  const saving = Promise.withResolvers<boolean>();
  const submitted = texts.submit(NOTE, () => saving.promise);
  expect(texts.read(NOTE).text).toBe('');
  await keepNow(texts);
  expect((await openedPageOf(DANA)).read(NOTE).text).toBe('Called');

  saving.resolve(true);
  await submitted;
  texts.flush();
  await expect.poll(() => disk.records.size).toBe(0);
});

test('what could not be saved stands in the field again, before what was typed meanwhile', async () => {
  const texts = await openedPageOf(DANA);
  texts.write(NOTE, 'Called');
  const saving = Promise.withResolvers<boolean>();
  const submitted = texts.submit(NOTE, () => saving.promise);
  texts.write(NOTE, 'They call back');
  saving.resolve(false);
  await submitted;
  expect(texts.read(NOTE).text).toBe('Called\nThey call back');
});

test('typed before what was kept has come back, it follows that', async () => {
  const before = await openedPageOf(DANA);
  before.write(NOTE, 'Called');
  await keepNow(before);
  const texts = pageOf(DANA);
  texts.write(NOTE, 'They call back');
  await expect.poll(() => texts.read(NOTE).text).toBe('Called\nThey call back');
  texts.flush();
  await expect.poll(async () => (await openedPageOf(DANA)).read(NOTE).text).toBe('Called\nThey call back');
});

test('without a key it stays in memory, and is kept as soon as there is one', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let isThere = false;
  const texts = new TypedTexts(async () => {
    if (!isThere) {
      throw new TypeError('Failed to fetch');
    }
    return openTextVault(disk.database, DANA, NOW);
  });
  texts.open();
  texts.write(NOTE, 'Called');
  texts.flush();
  expect(texts.read(NOTE).text).toBe('Called');
  expect(texts.isKept).toBe(false);
  expect(disk.records.size).toBe(0);

  isThere = true;
  await vi.advanceTimersByTimeAsync(10_000);
  await expect.poll(() => disk.records.size).toBe(1);
  expect(texts.isKept).toBe(true);
});

test('a full disk is told, and tried again', async () => {
  const texts = await openedPageOf(DANA);
  disk.isFull = true;
  texts.write(NOTE, 'Called');
  texts.flush();
  await expect.poll(() => texts.isKept).toBe(false);
  disk.isFull = false;
  texts.write('note fax-2', 'Other');
  texts.flush();
  await expect.poll(() => texts.isKept).toBe(true);
  expect((await openedPageOf(DANA)).read(NOTE).text).toBe('Called');
});

test('what nobody came back for is erased after thirty days', async () => {
  const texts = await openedPageOf(DANA);
  texts.write(NOTE, 'Called');
  await keepNow(texts);
  await openedPageOf(MINA, new Date('2026-12-19T12:00:00.000Z'));
  expect(disk.records.size).toBe(1);
  await openedPageOf(MINA, new Date('2026-12-21T12:00:00.000Z'));
  expect(disk.records.size).toBe(0);
});

test('signing out keeps what was just typed, and asks for no key after', async () => {
  const texts = await openedPageOf(DANA);
  texts.write(NOTE, 'Called');
  texts.close();
  await expect.poll(() => disk.records.size).toBe(1);

  const openVault = vi.fn(() => openTextVault(disk.database, MINA, NOW));
  const signedOut = new TypedTexts(openVault);
  signedOut.write(NOTE, 'Typed before there was a key');
  signedOut.close();
  await signedOut.submit(NOTE, async () => false);
  signedOut.flush();
  expect(openVault).not.toHaveBeenCalled();
});
