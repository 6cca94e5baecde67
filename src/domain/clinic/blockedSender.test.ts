import { describe, expect, it, test } from 'vitest';
import { actAt, KHAN } from '../testing/communications.ts';
import {
  blockMark,
  isBlocking,
  makeSenderBlock,
  parseSenderSetting,
  type SenderBlock,
  whyNotBlockable,
} from './blockedSender.ts';

const NUMBER = '+12125550147';
const BLOCK: SenderBlock = { number: NUMBER, reason: 'Advertising', act: actAt(1) };

describe('a blocked sender', () => {
  it('reads back as it was written, with who and why', () => {
    const setting = parseSenderSetting(makeSenderBlock(BLOCK));
    expect(setting).toEqual({ kind: 'block', ...BLOCK });
    expect(isBlocking(setting)).toBe(true);
  });

  it('that was let through again keeps who did that, and what else is on the resource', () => {
    const standing = { ...makeSenderBlock(BLOCK), id: 'b', language: 'en' };
    const released = makeSenderBlock({ number: NUMBER, act: actAt(2, KHAN) }, standing);
    expect(released).toMatchObject({ id: 'b', language: 'en', author: KHAN });
    expect(parseSenderSetting(released)).toEqual({ kind: 'block', number: NUMBER, act: actAt(2, KHAN) });
    expect(isBlocking(parseSenderSetting(released))).toBe(false);
  });

  it('of a newer version is known by its number and blocks nothing here', () => {
    const newer = {
      ...makeSenderBlock(BLOCK),
      extension: [
        { url: 'urn:faxwell:schema-version', valueInteger: 2 },
        { url: 'urn:faxwell:value', valueString: '{"rules":[]}' },
      ],
    };
    expect(parseSenderSetting(newer)).toEqual({ kind: 'newer', number: NUMBER });
    expect(isBlocking(parseSenderSetting(newer))).toBe(false);
  });

  test.each(['no', 'null', '{}', '{"reason":3}', '{"reason":"x","by":"Dana","at":"2026-11-20T10:00:00Z"}'])(
    'whose value is %s is none',
    (valueString) => {
      const odd = {
        ...makeSenderBlock(BLOCK),
        extension: [
          { url: 'urn:faxwell:schema-version', valueInteger: 1 },
          { url: 'urn:faxwell:value', valueString },
        ],
      };
      expect(parseSenderSetting(odd)).toBeUndefined();
    },
  );

  it('says on a fax in Junk who blocked and why', () => {
    expect(blockMark(BLOCK, '2026-11-20T12:00:00.000Z')).toEqual({
      by: BLOCK.act.by,
      at: '2026-11-20T12:00:00.000Z',
      why: 'Blocked sender: Advertising',
    });
  });
});

test.each([
  [undefined, /withheld/],
  ['EXT-4711', /EXT-4711/],
  ['911', /911/],
])('what cannot be blocked, %s, is said', (number, why) => {
  expect(whyNotBlockable(number)).toMatch(why);
  expect(whyNotBlockable(NUMBER)).toBeUndefined();
});
