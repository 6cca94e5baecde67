import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { bloodFigures, METABOLIC, metabolicFigures, panel } from './labFigures.ts';

test('figures of one report go together', () => {
  const random = createRandom(8);
  for (let report = 0; report < 200; report++) {
    const blood = bloodFigures(random, report % 2 === 0);
    const of = (name: string) => blood[name] ?? Number.NaN;
    expect(of('Hematocrit')).toBeCloseTo((of('Red blood cells') * of('MCV')) / 10, 5);
    expect(of('Hematocrit') / of('Hemoglobin')).toBeGreaterThan(2.7);
    expect(of('Hematocrit') / of('Hemoglobin')).toBeLessThan(3.3);
    expect(of('Neutrophils') + of('Lymphocytes')).toBeLessThan(100);

    const metabolic = metabolicFigures(random, 65, true);
    const value = (name: string) => metabolic[name] ?? Number.NaN;
    const lipids =
      value('HDL cholesterol') + value('LDL cholesterol, calculated') + value('Triglycerides') / 5;
    expect(value('Cholesterol, total')).toBeCloseTo(lipids, -1);
    const gap = value('Sodium') - value('Chloride') - value('Carbon dioxide');
    expect(gap).toBeGreaterThan(6);
    expect(gap).toBeLessThan(15);
    expect(value('Creatinine') > 1.2).toBe(value('eGFR (CKD-EPI 2021)') < 60);
  }
});

test('a value outside its reference range has its flag and stands in bold', () => {
  const table = panel(METABOLIC, { Potassium: 5.3, Sodium: 140, 'Carbon dioxide': 20.6, AST: 40.4 });
  const rows = table.kind === 'table' ? table.rows : [];
  const rowOf = (name: string) => rows.findIndex(([test]) => test === name);
  expect(rows[rowOf('Potassium')]).toEqual(['Potassium', '5.3', 'H', '3.5 - 5.1', 'mmol/L']);
  expect(rows[rowOf('Sodium')]).toEqual(['Sodium', '140', '', '135 - 145', 'mmol/L']);
  // As printed: 20.6 is 21, which is in range, and so is 40.
  expect(rows[rowOf('Carbon dioxide')]?.slice(1, 3)).toEqual(['21', '']);
  expect(rows[rowOf('AST')]?.slice(1, 3)).toEqual(['40', '']);
  const bold = table.kind === 'table' ? (table.bold ?? []) : [];
  expect(bold).toContain(rowOf('Potassium'));
  expect(bold).not.toContain(rowOf('Sodium'));
});
