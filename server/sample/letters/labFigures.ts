import type { Block } from '../paper/page.ts';
import { between, pick, type Random } from '../random.ts';

/**
 * Results that go together: a hematocrit that follows from the red cells, a calculated LDL that adds up, a kidney
 * that is ill in every figure. Chance alone makes reports nobody would believe.
 */
export type Figures = Readonly<Record<string, number>>;

interface Analyte {
  readonly name: string;
  readonly unit: string;
  readonly low?: number;
  readonly high?: number;
  readonly decimals: number;
}

const analyte = (
  name: string,
  unit: string,
  [low, high]: readonly [number | undefined, number | undefined],
  decimals: number,
): Analyte => ({
  name,
  unit,
  decimals,
  ...(low !== undefined && { low }),
  ...(high !== undefined && { high }),
});

export const METABOLIC = [
  analyte('Glucose, fasting', 'mg/dL', [70, 99], 0),
  analyte('Urea nitrogen', 'mg/dL', [7, 20], 0),
  analyte('Creatinine', 'mg/dL', [0.6, 1.2], 2),
  analyte('eGFR (CKD-EPI 2021)', 'mL/min/1.73m2', [60, undefined], 0),
  analyte('Sodium', 'mmol/L', [135, 145], 0),
  analyte('Potassium', 'mmol/L', [3.5, 5.1], 1),
  analyte('Chloride', 'mmol/L', [98, 107], 0),
  analyte('Carbon dioxide', 'mmol/L', [21, 31], 0),
  analyte('Calcium', 'mg/dL', [8.6, 10.3], 1),
  analyte('Protein, total', 'g/dL', [6.4, 8.3], 1),
  analyte('Albumin', 'g/dL', [3.5, 5.2], 1),
  analyte('Bilirubin, total', 'mg/dL', [0.2, 1.2], 1),
  analyte('Alkaline phosphatase', 'U/L', [40, 129], 0),
  analyte('AST', 'U/L', [10, 40], 0),
  analyte('ALT', 'U/L', [7, 40], 0),
] as const;

export const LIPIDS = [
  analyte('Cholesterol, total', 'mg/dL', [undefined, 200], 0),
  analyte('HDL cholesterol', 'mg/dL', [40, undefined], 0),
  analyte('LDL cholesterol, calculated', 'mg/dL', [undefined, 100], 0),
  analyte('Triglycerides', 'mg/dL', [undefined, 150], 0),
] as const;

export const A1C = [analyte('Hemoglobin A1c', '%', [undefined, 5.7], 1)] as const;

export const BLOOD_COUNT = [
  analyte('White blood cells', 'x10e3/uL', [4.0, 11.0], 1),
  analyte('Red blood cells', 'x10e6/uL', [3.9, 5.5], 2),
  analyte('Hemoglobin', 'g/dL', [12.0, 16.5], 1),
  analyte('Hematocrit', '%', [36.0, 49.0], 1),
  analyte('MCV', 'fL', [80, 100], 0),
  analyte('MCH', 'pg', [26.5, 33.5], 1),
  analyte('RDW', '%', [11.5, 14.5], 1),
  analyte('Platelets', 'x10e3/uL', [150, 400], 0),
  analyte('Neutrophils', '%', [40, 74], 0),
  analyte('Lymphocytes', '%', [19, 48], 0),
] as const;

export const THYROID = [
  analyte('TSH', 'mIU/L', [0.4, 4.5], 2),
  analyte('Free T4', 'ng/dL', [0.8, 1.8], 2),
] as const;

export const IRON = [
  analyte('Ferritin', 'ng/mL', [15, 150], 0),
  analyte('Iron, total', 'ug/dL', [50, 170], 0),
  analyte('Iron binding capacity', 'ug/dL', [250, 425], 0),
  analyte('Transferrin saturation', '%', [20, 50], 0),
] as const;

/** A number from `low` to `high`, in tenths. */
function tenths(random: Random, low: number, high: number): number {
  return between(random, low * 10, high * 10) / 10;
}

/** CKD-EPI 2021, from creatinine in mg/dL. https://doi.org/10.1056/NEJMoa2102953 */
function filtrationRate(creatinine: number, age: number, isFemale: boolean): number {
  const relative = creatinine / (isFemale ? 0.7 : 0.9);
  const below = Math.min(relative, 1) ** (isFemale ? -0.241 : -0.302);
  return 142 * below * Math.max(relative, 1) ** -1.2 * 0.9938 ** age * (isFemale ? 1.012 : 1);
}

/** Well, diabetic, with ill kidneys or a fatty liver, or some of it. */
export function metabolicFigures(random: Random, age: number, isFemale: boolean): Figures {
  const a1c = pick(random, [5.3, 5.5, 6.1, 7.4, 7.9, 9.2]);
  const isRenal = between(random, 1, 4) === 1;
  const isFatty = between(random, 1, 4) === 1;
  const creatinine = isRenal ? between(random, 142, 168) / 100 : between(random, 68, 98) / 100;
  const sodium = between(random, 137, 142);
  const carbonDioxide = isRenal ? between(random, 21, 23) : between(random, 24, 28);
  const [hdl, ldl, triglycerides] = [
    between(random, 36, 62),
    between(random, 82, 158),
    between(random, 88, 220),
  ];
  return {
    // Fasting values lie below the mean glucose that goes with the A1c.
    'Glucose, fasting': Math.round((28.7 * a1c - 46.7) * 0.85),
    'Urea nitrogen': isRenal ? between(random, 24, 33) : between(random, 10, 18),
    Creatinine: creatinine,
    'eGFR (CKD-EPI 2021)': filtrationRate(creatinine, age, isFemale),
    Sodium: sodium,
    Potassium: isRenal ? tenths(random, 5.2, 5.5) : tenths(random, 3.9, 4.7),
    Chloride: Math.min(sodium - carbonDioxide - between(random, 9, 12), 107),
    'Carbon dioxide': carbonDioxide,
    Calcium: tenths(random, 9.0, 9.9),
    'Protein, total': tenths(random, 6.8, 7.6),
    Albumin: tenths(random, 4.0, 4.6),
    'Bilirubin, total': tenths(random, 0.4, 0.9),
    'Alkaline phosphatase': between(random, 56, 104),
    AST: isFatty ? between(random, 43, 55) : between(random, 16, 30),
    ALT: isFatty ? between(random, 56, 78) : between(random, 14, 34),
    'Cholesterol, total': Math.round(hdl + ldl + triglycerides / 5),
    'HDL cholesterol': hdl,
    'LDL cholesterol, calculated': ldl,
    Triglycerides: triglycerides,
    'Hemoglobin A1c': a1c,
  };
}

/** With the iron studies, when iron is what is missing. */
export function bloodFigures(random: Random, isIronDeficient: boolean): Figures {
  const volume = isIronDeficient ? between(random, 69, 76) : between(random, 85, 95);
  const redCells = isIronDeficient ? between(random, 395, 430) / 100 : between(random, 440, 500) / 100;
  const hematocrit = (redCells * volume) / 10;
  const hemoglobin = hematocrit / (isIronDeficient ? 3.15 : 2.98);
  const neutrophils = between(random, 48, 66);
  const [iron, binding] = [between(random, 19, 31), between(random, 438, 470)];
  return {
    'White blood cells': tenths(random, 4.9, 9.2),
    'Red blood cells': redCells,
    Hemoglobin: hemoglobin,
    Hematocrit: hematocrit,
    MCV: volume,
    MCH: (hemoglobin * 10) / redCells,
    RDW: isIronDeficient ? tenths(random, 16.1, 18.4) : tenths(random, 12.2, 13.8),
    Platelets: isIronDeficient ? between(random, 405, 452) : between(random, 188, 331),
    Neutrophils: neutrophils,
    Lymphocytes: 90 - neutrophils,
    Ferritin: between(random, 4, 9),
    'Iron, total': iron,
    'Iron binding capacity': binding,
    'Transferrin saturation': (iron / binding) * 100,
  };
}

/** Well, or too little: a high TSH and a low or still normal T4. */
export function thyroidFigures(random: Random): Figures {
  return pick(random, [
    { TSH: 1.82, 'Free T4': 1.21 },
    { TSH: 2.64, 'Free T4': 1.08 },
    { TSH: 7.83, 'Free T4': 0.94 },
    { TSH: 14.2, 'Free T4': 0.61 },
  ]);
}

/** A table of results; what is out of its range has a flag and stands in bold. */
export function panel(analytes: readonly Analyte[], figures: Figures): Block {
  const bold: number[] = [];
  const rows = analytes.map(({ name, unit, low, high, decimals }, index) => {
    const shown = (figures[name] ?? 0).toFixed(decimals);
    const isHigh = high !== undefined && Number(shown) > high;
    const isLow = low !== undefined && Number(shown) < low;
    if (isHigh || isLow) bold.push(index + 1);
    return [name, shown, isHigh ? 'H' : isLow ? 'L' : '', rangeOf(low, high, decimals), unit];
  });
  return {
    kind: 'table',
    widths: RESULT_WIDTHS,
    rows: [['Test', 'Result', 'Flag', 'Reference', 'Unit'], ...rows],
    bold,
  };
}

export const RESULT_WIDTHS = [0.38, 0.13, 0.09, 0.2, 0.2];

function rangeOf(low: number | undefined, high: number | undefined, decimals: number): string {
  if (low === undefined) return `below ${high?.toFixed(decimals)}`;
  if (high === undefined) return `above ${(low - 1 / 10 ** decimals).toFixed(decimals)}`;
  return `${low.toFixed(decimals)} - ${high.toFixed(decimals)}`;
}
