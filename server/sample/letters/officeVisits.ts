/** What brings people to an office, as its notes tell it. */

interface Visit {
  readonly reason: string;
  readonly history: string;
  readonly finding: string;
  readonly plan: readonly string[];
}

const visit = (reason: string, history: string, finding: string, ...plan: readonly string[]): Visit => ({
  reason,
  history,
  finding,
  plan,
});

export const VISITS: readonly Visit[] = [
  visit(
    'Annual physical examination',
    'No complaints. Walks daily, does not smoke, two glasses of wine a week.',
    'Well. Skin without suspicious lesions. Abdomen soft, no masses.',
    'Screening is up to date',
    'Influenza vaccine given',
    'Lipids and A1c today',
  ),
  visit(
    'Hypertension, follow-up',
    'Home readings 130 to 140 over 80 to 85. No dizziness, no ankle swelling.',
    'No carotid bruit. Fundi not seen. Trace edema of both ankles.',
    'Amlodipine raised to 10 mg',
    'Basic metabolic panel',
    'Return in four weeks with the home log',
  ),
  visit(
    'Upper respiratory infection',
    'Cough and runny nose for four days, no fever, no dyspnea. Two contacts at home are ill.',
    'Pharynx red without exudate. Ears normal. Lungs clear.',
    'Rapid strep and influenza tests negative',
    'Fluids, honey, saline',
    'Return if fever or short of breath',
  ),
  visit(
    'Low back pain',
    'Started after lifting a box. No weakness, no numbness, no bladder trouble.',
    'Paraspinal tenderness on the right. Straight leg raise negative. Reflexes equal.',
    'Heat and walking',
    'Naproxen 500 mg twice daily with food, ten days',
    'Physical therapy if not better in three weeks',
  ),
  visit(
    'Hyperlipidemia, follow-up',
    'LDL 142 on diet for six months. Father had a stroke at 70.',
    'No xanthelasma. Pulses full.',
    'Ten-year risk 11 %: atorvastatin 20 mg started',
    'Lipids and ALT in eight weeks',
  ),
  visit(
    'Skin lesion',
    'Brown spot on the back, there for years, sometimes itches.',
    'Waxy, stuck-on plaque of 11 mm. Network regular on dermoscopy.',
    'Seborrheic keratosis, no treatment',
    'Yearly skin check',
  ),
  visit(
    'Knee pain',
    'Medial pain on stairs for a year. No locking, no giving way.',
    'Crepitus, no effusion, ligaments stable. Flexion 125 degrees.',
    'Osteoarthritis: strength exercises shown',
    'Acetaminophen as needed',
    'Radiograph if pain at rest',
  ),
  visit(
    'Insomnia',
    'Falls asleep after two hours, wakes at five. Coffee until evening. Mood is fair, PHQ-9 is 6.',
    'Alert. Thyroid not enlarged.',
    'Sleep diary and fixed times',
    'No coffee after noon',
    'No hypnotics for now',
  ),
  visit(
    'Dyspepsia',
    'Burning after meals for two months. No weight loss, no black stool, no dysphagia.',
    'Mild epigastric tenderness without guarding.',
    'Omeprazole 20 mg before breakfast, four weeks',
    'H. pylori stool antigen before it is started',
  ),
  visit(
    'Shoulder pain',
    'Right shoulder, worse overhead and at night, after painting a ceiling.',
    'Painful arc 70 to 120 degrees. Strength kept. Neck free.',
    'Rotator cuff tendinopathy',
    'Physical therapy',
    'Recheck in six weeks',
  ),
];

export const HOME_MEDICATION = [
  'Lisinopril 10 mg daily',
  'Amlodipine 5 mg daily',
  'Atorvastatin 20 mg at bedtime',
  'Loratadine 10 mg as needed',
  'Vitamin D3 1000 units daily',
  'Acetaminophen 500 mg as needed',
  'Fluticasone nasal spray daily',
];
