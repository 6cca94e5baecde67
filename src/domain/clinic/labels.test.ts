import type { CodeSystem } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { type Label, labelName, makeLabels, newLabel, parseLabels } from './labels.ts';

const LABELS: readonly Label[] = [
  { code: 'call-patient', display: 'Call patient' },
  { code: 'billing', display: 'Billing' },
];

describe('the clinic’s labels', () => {
  it('read back as they were written, in their order', () => {
    expect(parseLabels(makeLabels(LABELS))).toEqual(LABELS);
    expect(parseLabels(undefined)).toEqual([]);
  });

  it('without words go by their code, and without code are none', () => {
    const odd: CodeSystem = {
      ...makeLabels([]),
      // A foreign server may hold a concept without its code.
      concept: [{ code: 'vip' }, { display: 'Nameless' }] as CodeSystem['concept'] & object,
    };
    expect(parseLabels(odd)).toEqual([{ code: 'vip', display: 'vip' }]);
  });

  it('keep what another system wrote on them', () => {
    const standing: CodeSystem = {
      ...makeLabels(LABELS),
      id: 'l',
      publisher: 'Hillcrest',
      concept: [{ code: 'billing', display: 'Old', definition: 'For the front office' }],
    };
    expect(makeLabels(LABELS, standing)).toMatchObject({
      id: 'l',
      publisher: 'Hillcrest',
      concept: [LABELS[0], { code: 'billing', display: 'Billing', definition: 'For the front office' }],
    });
  });

  it('are called what the clinic calls them now; one it took off its list keeps its words', () => {
    expect(labelName({ code: 'billing', display: 'Money' }, LABELS)).toBe('Billing');
    expect(labelName({ code: 'gone', display: 'Was one' }, LABELS)).toBe('Was one');
  });
});

describe('a new label', () => {
  it.each([
    ['Call back', { code: 'call-back', display: 'Call back' }],
    ['  To   sign! ', { code: 'to-sign', display: 'To sign!' }],
    ['Année', { code: 'annee', display: 'Année' }],
    ['急ぎ', { code: 'label', display: '急ぎ' }],
    ['Billing?', { code: 'billing-2', display: 'Billing?' }],
  ])('of “%s” is %o', (words, label) => {
    expect(newLabel(words, LABELS)).toEqual(label);
  });

  it('is none without words, or under the name of another', () => {
    expect(newLabel('   ', LABELS)).toBeUndefined();
    expect(newLabel('call PATIENT', LABELS)).toBeUndefined();
  });
});
