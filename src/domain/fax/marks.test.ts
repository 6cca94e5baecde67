import { describe, expect, it } from 'vitest';
import { actAt, DANA, faxOf, KHAN, openFax } from '../testing/communications.ts';
import { FAX_FLAGS } from './fax.ts';
import { makeMark, withFlag, withoutFlag, withState } from './marks.ts';
import { readMark } from './parseFax.ts';

describe('a mark', () => {
  it.each([{}, { by: DANA }, { at: actAt(1).at }, { by: KHAN, at: actAt(2).at, why: 'no reply' }])(
    'reads back as it was written: %o',
    (mark) => {
      expect(readMark({ extension: makeMark(mark) })).toEqual(mark);
    },
  );
});

describe('a flag', () => {
  it.each(FAX_FLAGS)('%s is set with its mark and removed without a trace', (flag) => {
    const flagged = withFlag(openFax, flag, actAt(1));
    expect(faxOf(flagged).flags).toEqual({ [flag]: actAt(1) });
    expect(withoutFlag(flagged, flag)).toEqual(openFax);
  });

  it('set twice stands once, with the later mark', () => {
    const twice = withFlag(withFlag(openFax, 'urgent', actAt(1)), 'urgent', actAt(2));
    expect(twice.category).toHaveLength((openFax.category?.length ?? 0) + 1);
    expect(faxOf(twice).flags.urgent?.at).toBe(actAt(2).at);
  });
});

describe('a state', () => {
  it('replaces the one before and nothing else', () => {
    const closed = withState(openFax, 'closed', actAt(1));
    expect(faxOf(closed).state).toBe('closed');
    expect(closed.category).toHaveLength(openFax.category?.length ?? 0);
    expect(closed.category?.[1]).toEqual(openFax.category?.[1]);
  });
});
