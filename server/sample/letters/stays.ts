import type { Fits } from './letter.ts';

/** What brings people to a hospital, as the letters tell it. */

export interface Stay {
  readonly fits: Fits;
  readonly diagnoses: readonly string[];
  /** After `77-year-old man admitted with …`. */
  readonly admittedWith: string;
  readonly course: string;
  readonly atDischarge: string;
  /** Medicine, directions, and what changed: unchanged ones in plain words, others in capitals. */
  readonly medication: readonly (readonly [string, string, string])[];
  readonly forPrimaryCare: readonly string[];
}

export const STAYS: readonly Stay[] = [
  {
    fits: { minAge: 55 },
    diagnoses: [
      'Community-acquired pneumonia, right lower lobe',
      'Atrial fibrillation, known',
      'Acute kidney injury, resolved',
    ],
    admittedWith: 'fever, productive cough and confusion',
    course:
      'Oxygen for two days, ceftriaxone and azithromycin. Creatinine 1.9 on admission, 1.0 at discharge after fluids. ' +
      'Blood cultures without growth. Rates up to 130 on day one, controlled with metoprolol.',
    atDischarge: 'Afebrile since day three, walking with a frame, at the usual level of orientation.',
    medication: [
      ['Apixaban 5 mg', 'twice daily', 'unchanged'],
      ['Metoprolol tartrate 50 mg', 'twice daily', 'RAISED from 25 mg'],
      ['Amoxicillin-clavulanate 875 mg', 'twice daily, 4 days', 'NEW'],
      ['Atorvastatin 20 mg', 'at bedtime', 'unchanged'],
      ['Lisinopril 10 mg', 'held', 'HELD until seen'],
    ],
    forPrimaryCare: [
      'Visit within seven days',
      'Basic metabolic panel at that visit; restart lisinopril if creatinine is stable',
      'Chest radiograph in six weeks to show that the infiltrate has gone',
    ],
  },
  {
    fits: { minAge: 60 },
    diagnoses: [
      'Acute on chronic heart failure with preserved ejection fraction',
      'Hypertension',
      'Chronic kidney disease, stage 3a',
    ],
    admittedWith: 'ten days of ankle swelling and breathlessness lying flat',
    course:
      'Weight on admission 9 lb above the last clinic weight. NT-proBNP 3,840. Diuresed with intravenous furosemide, ' +
      '4.2 liters net negative. Echocardiogram: ejection fraction 58 %, left atrium enlarged, no significant valve disease.',
    atDischarge: 'Lungs clear, trace edema, walks the corridor without stopping. Discharge weight 171 lb.',
    medication: [
      ['Furosemide 40 mg', 'every morning', 'RAISED from 20 mg'],
      ['Empagliflozin 10 mg', 'every morning', 'NEW'],
      ['Losartan 50 mg', 'daily', 'unchanged'],
      ['Amlodipine 5 mg', 'stopped', 'STOPPED: edema'],
      ['Atorvastatin 40 mg', 'at bedtime', 'unchanged'],
    ],
    forPrimaryCare: [
      'Visit within seven days with weight and standing blood pressure',
      'Basic metabolic panel and magnesium at that visit',
      'Daily weights at home; call for 3 lb in a day or 5 lb in a week',
    ],
  },
  {
    fits: { minAge: 40 },
    diagnoses: ['Cellulitis of the left lower leg', 'Type 2 diabetes', 'Tinea pedis'],
    admittedWith: 'redness and pain of the left leg and a temperature of 102 F',
    course:
      'No abscess on ultrasound, no deep vein thrombosis. Cefazolin for three days with receding redness, then by mouth. ' +
      'HbA1c 8.3 %. Interdigital maceration was treated as the likely entry.',
    atDischarge: 'Afebrile for 48 hours, redness within the drawn line, walking without help.',
    medication: [
      ['Cephalexin 500 mg', 'four times daily, 5 days', 'NEW'],
      ['Terbinafine 1 % cream', 'twice daily, 4 weeks', 'NEW'],
      ['Metformin 1000 mg', 'twice daily', 'RAISED from 500 mg'],
      ['Lisinopril 20 mg', 'daily', 'unchanged'],
    ],
    forPrimaryCare: [
      'Look at the leg within five days',
      'Diabetes visit in four weeks with the glucose log',
      'Foot examination and footwear at that visit',
    ],
  },
];

export interface EmergencyVisit {
  readonly fits: Fits;
  /** After `45-year-old woman …`. */
  readonly story: string;
  readonly findings: string;
  readonly diagnosis: string;
  readonly plan: readonly string[];
  readonly told: string;
}

export const EMERGENCY_VISITS: readonly EmergencyVisit[] = [
  {
    fits: { minAge: 12, maxAge: 70 },
    story: 'who turned the right ankle on a stair and could not walk four steps at first.',
    findings:
      'Tender over the lateral malleolus, swollen, skin intact, pulses and sensation normal. Radiographs: no fracture.',
    diagnosis: 'Lateral ankle sprain, grade 2.',
    plan: [
      'Stirrup brace, crutches for comfort, weight as tolerated',
      'Ibuprofen 400 mg with food for five days',
      'Range of motion exercises from day three',
    ],
    told: 'See the primary care office in one to two weeks if not walking well.',
  },
  {
    fits: { minAge: 16 },
    story: 'who cut the left index finger with a kitchen knife two hours before arrival.',
    findings:
      'Laceration of 2.5 cm over the middle phalanx, palmar side. Flexor tendons act against resistance, two-point discrimination 5 mm, capillary refill brisk. No foreign body.',
    diagnosis: 'Simple laceration of the left index finger.',
    plan: [
      'Digital block, irrigation, four simple sutures of 5-0 nylon',
      'Tdap given: left deltoid',
      'Keep dry for 24 hours; no antibiotic',
    ],
    told: 'Sutures are to be removed by the primary care office in ten days. Return for redness, pus or numbness.',
  },
  {
    fits: { minAge: 35, maxAge: 75 },
    story: 'with pressure in the chest for two hours at rest, not related to breathing or position.',
    findings:
      'Blood pressure 144/86, pulse 78. No murmur. ECG: sinus rhythm, no ischemic change, twice. High-sensitivity troponin 4 and 5 ng/L three hours apart. Chest radiograph clear. HEART score 3.',
    diagnosis: 'Chest pain, low risk of acute coronary syndrome.',
    plan: ['Aspirin 324 mg once', 'No admission', 'Exercise test as an outpatient within two weeks'],
    told: 'See the primary care office within 72 hours to arrange the test. Return at once if pain comes back.',
  },
  {
    fits: { minAge: 18, maxAge: 60 },
    story:
      'with a throbbing headache on one side, nausea and dislike of light since the morning, like earlier ones.',
    findings:
      'Afebrile, neck supple, fundi sharp, neurologic examination normal. No red flags; imaging was not needed.',
    diagnosis: 'Migraine without aura.',
    plan: [
      'Metoclopramide 10 mg and ketorolac 15 mg intravenously: pain 9/10 to 2/10',
      'Sumatriptan 50 mg at onset, at most nine days a month',
      'Headache diary',
    ],
    told: 'Discuss prevention with the primary care office: four attacks in the last month.',
  },
];
