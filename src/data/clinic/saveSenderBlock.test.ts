import type { Basic } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { makeSenderBlock, parseSenderSetting, type SenderBlock } from '../../domain/clinic/blockedSender.ts';
import { actAt, DANA, KHAN } from '../../domain/testing/communications.ts';
import { ConflictError } from '../faxes/conflict.ts';
import { RefusalError } from '../refusal.ts';
import { type SenderBlockStore, saveSenderBlock } from './saveSenderBlock.ts';

const NUMBER = '+12125550147';
const MINE: SenderBlock = { number: NUMBER, reason: 'Advertising', act: actAt(5) };
const THEIRS: SenderBlock = { number: NUMBER, reason: 'Fraud', act: actAt(4, KHAN) };
const LET_THROUGH: SenderBlock = { number: NUMBER, act: actAt(6) };

/** A server of one setting that checks versions; somebody may write it before the first update comes in. */
function serverOf(first?: SenderBlock, meanwhile?: SenderBlock) {
  let version = 0;
  let standing: Basic | undefined;
  let surprise = meanwhile;
  const write = (setting: Basic) => {
    version += 1;
    standing = { ...setting, id: 'b', meta: { versionId: String(version) } };
    return standing;
  };
  if (first) {
    write(makeSenderBlock(first));
  }
  const store: SenderBlockStore = {
    read: async () => standing,
    create: async (setting) => standing ?? write(setting),
    update: async (setting) => {
      if (surprise) {
        write(makeSenderBlock(surprise, standing));
        surprise = undefined;
      }
      if (setting.meta?.versionId !== standing?.meta?.versionId) {
        return 'conflict';
      }
      write(setting);
      return 'saved';
    },
  };
  return { store, write, setting: () => standing && parseSenderSetting(standing), versions: () => version };
}

describe('blocking a sender', () => {
  test('is one setting with who and why', async () => {
    const server = serverOf();
    await saveSenderBlock(server.store, MINE);
    expect(server.setting()).toEqual({ kind: 'block', ...MINE });
  });

  test('whom a colleague has blocked leaves theirs', async () => {
    const server = serverOf(THEIRS);
    await saveSenderBlock(server.store, MINE);
    expect(server.setting()).toMatchObject({ reason: 'Fraud', act: { by: KHAN } });
    expect(server.versions()).toBe(1);
  });

  test('who was let through, while a colleague blocks them too, leaves theirs', async () => {
    const server = serverOf(LET_THROUGH, THEIRS);
    await saveSenderBlock(server.store, MINE);
    expect(server.setting()).toMatchObject({ reason: 'Fraud' });
  });
});

describe('letting a sender through', () => {
  test('keeps who did, on the same setting', async () => {
    const server = serverOf(THEIRS);
    await saveSenderBlock(server.store, LET_THROUGH, THEIRS);
    expect(server.setting()).toEqual({ kind: 'block', number: NUMBER, act: { by: DANA, at: actAt(6).at } });
  });

  test('whom a colleague has blocked anew since leaves the block and says who made it', async () => {
    const server = serverOf(MINE, THEIRS);
    const saving = saveSenderBlock(server.store, LET_THROUGH, MINE);
    await expect(saving).rejects.toThrow(ConflictError);
    await expect(saving).rejects.toThrow('Dr. M. Khan blocked this sender meanwhile: Fraud.');
    expect(server.setting()).toMatchObject({ reason: 'Fraud' });
  });

  test('whose setting a newer version wrote is refused', async () => {
    const server = serverOf();
    const newer = makeSenderBlock(MINE);
    const extension = newer.extension?.map((each) =>
      each.url === 'urn:faxwell:schema-version' ? { ...each, valueInteger: 2 } : each,
    );
    server.write({ ...newer, ...(extension && { extension }) });
    await expect(saveSenderBlock(server.store, LET_THROUGH, MINE)).rejects.toThrow(RefusalError);
    expect(server.versions()).toBe(1);
  });
});
