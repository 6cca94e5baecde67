import { describe, expect, it, test } from 'vitest';
import { isPutAway } from '../../domain/fax/fax.ts';
import { withState } from '../../domain/fax/marks.ts';
import type { TriageKind } from '../../domain/fax/triageCommand.ts';
import { faxOf, medplumInbound, openFax } from '../../domain/testing/communications.ts';
import { whyNot } from './triageReasons.ts';

const CALM = { ready: true, canReview: true, mayFile: true };
const fax = faxOf(openFax);
const archived = faxOf(withState(openFax, 'archived', {}));

describe('why something cannot be done', () => {
  it('is nothing while it can', () => {
    const kinds: TriageKind[] = ['assign', 'type', 'handle', 'review', 'archive', 'trash', 'note'];
    expect(kinds.map((kind) => whyNot(fax, kind, CALM))).toEqual(kinds.map(() => undefined));
  });

  test.each<TriageKind>(['assign', 'filePart', 'pagesNotNeeded', 'handle', 'review', 'archive', 'trash'])(
    '%s waits for the document on screen',
    (kind) => {
      expect(whyNot(fax, kind, { ...CALM, ready: false })).toMatch('not on screen');
    },
  );

  test.each<TriageKind>(['type', 'note'])('%s does not', (kind) => {
    expect(whyNot(fax, kind, { ...CALM, ready: false })).toBeUndefined();
  });

  it('of a review is the role first: waiting would not help', () => {
    expect(whyNot(fax, 'review', { ...CALM, ready: false, canReview: false })).toMatch('Only a practitioner');
  });

  it('of what takes off a chart is that the front desk only proposes', () => {
    expect(whyNot(fax, 'pagesNotNeeded', { ...CALM, mayFile: false })).toMatch('the front desk proposes');
    expect(whyNot(fax, 'propose', { ...CALM, mayFile: false })).toBeUndefined();
  });

  it('of what is put away is that', () => {
    expect(whyNot(archived, 'assign', CALM)).toBe('Restore the fax first.');
    expect(whyNot(archived, 'restore', { ...CALM, ready: false })).toBeUndefined();
    expect([fax, archived].map(isPutAway)).toEqual([false, true]);
  });

  it('of a fax another system wrote is that it has to be taken in', () => {
    expect(whyNot(faxOf(medplumInbound), 'note', CALM)).toMatch('Another system');
  });
});
