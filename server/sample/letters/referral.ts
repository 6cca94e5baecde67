import { ORGANIZATIONS } from '../addressBook.ts';
import { fields, gap, type Page, rule, text, title } from '../paper/page.ts';
import { patientOf, slashDate, surnameFirst } from '../people.ts';
import { type LetterDates, LINES, printed, type SampleLetter } from './letter.ts';

/** Three pages: the letter, the medications, the ECG report. */
export function referralLetter(dates: LetterDates): SampleLetter {
  const sender = ORGANIZATIONS.cardiology;
  return {
    originatingNumber: sender.fax,
    calledNumber: LINES.referrals,
    minutesAgo: 76,
    stationName: sender.name,
    stationNumber: printed(sender.fax),
    body: 'Serif',
    quality: 'fine',
    delivery: 'pdf',
    pages: [letterPage(dates), medicationPage(), ecgPage(dates)],
  };
}

const patient = patientOf('48213');
const subject = fields(['Patient', surnameFirst(patient)], ['Date of birth', slashDate(patient.birthDate)]);

function letterPage(dates: LetterDates): Page {
  return {
    blocks: [
      {
        kind: 'letterhead',
        name: ORGANIZATIONS.cardiology.name.toUpperCase(),
        lines: ['1200 Shore Drive, Suite 4, Oakland · Tel 415 555 0120 · Fax 415 555 0123'],
      },
      text(dates.today),
      text('To: Referrals, Hillcrest Family Medicine'),
      text(`Re: ${surnameFirst(patient)}     DOB ${slashDate(patient.birthDate)}`, 'bold'),
      gap(6),
      text('Dear colleague,'),
      text(
        'Thank you for seeing this 65-year-old woman with exertional chest discomfort over the last three months. ' +
          'Resting ECG is normal. An exercise study is booked for December; we would be grateful for a lipid panel ' +
          'and an HbA1c beforehand, and for your help with her blood pressure, which was 152/88 on two visits.',
      ),
      text('Current medication: lisinopril 10 mg, metoprolol 25 mg twice daily, atorvastatin 40 mg.'),
      text('She does not smoke. Her father had a myocardial infarction at 58.'),
      text('Please send results to the number above.'),
      gap(10),
      text('With kind regards,'),
      { kind: 'signature', hand: 'P. Okafor', name: 'Peter Okafor, MD' },
    ],
  };
}

function medicationPage(): Page {
  return {
    blocks: [
      title('Medication list'),
      subject,
      {
        kind: 'table',
        widths: [0.36, 0.2, 0.44],
        rows: [
          ['Medication', 'Strength', 'Directions'],
          ['Lisinopril', '10 mg', 'one tablet every morning'],
          ['Metoprolol tartrate', '25 mg', 'one tablet twice daily'],
          ['Atorvastatin', '40 mg', 'one tablet at bedtime'],
          ['Aspirin', '81 mg', 'one tablet daily'],
          ['Nitroglycerin', '0.4 mg', 'under the tongue when needed'],
        ],
      },
      text('Allergies: penicillin (rash).', 'bold'),
      text('Reviewed with the patient. Last change: metoprolol started at the visit above.'),
    ],
  };
}

function ecgPage(dates: LetterDates): Page {
  return {
    blocks: [
      title('12-lead ECG report'),
      subject,
      fields(
        ['Recorded', dates.daysAgo(3)],
        ['Rhythm', 'Sinus rhythm'],
        ['Rate', '68 per minute'],
        ['PR · QRS · QTc', '164 · 92 · 421 ms'],
        ['Axis', '+35°'],
      ),
      rule,
      text('No ST segment change, no pathological Q waves. Normal ECG at rest.'),
      { kind: 'signature', hand: 'P. Okafor', name: 'Peter Okafor, MD' },
    ],
  };
}
