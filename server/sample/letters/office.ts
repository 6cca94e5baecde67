import { ORGANIZATIONS } from '../addressBook.ts';
import { fields, gap, rule, text, title } from '../paper/page.ts';
import { patientOf, slashDate, surnameFirst } from '../people.ts';
import { type LetterDates, LINES, printed, type SampleLetter } from './letter.ts';

/** Pharmacy, insurers, records and advertising: what the front desk settles by itself or passes on. */

export function refillRequest(dates: LetterDates): SampleLetter {
  const sender = ORGANIZATIONS.pharmacy;
  const patient = patientOf('39902');
  return {
    originatingNumber: sender.fax,
    calledNumber: LINES.frontOffice,
    minutesAgo: 65,
    stationName: sender.name,
    stationNumber: printed(sender.fax),
    body: 'Typewriter',
    quality: 'standard',
    delivery: { tiff: 'g4' },
    pages: [
      {
        blocks: [
          { kind: 'letterhead', name: sender.name, lines: ['Store 12, 31 Pier Avenue', 'Fax 415 555 0142'] },
          title('REFILL REQUEST'),
          fields(
            ['Date', dates.today],
            ['Prescriber', 'M. Khan, MD'],
            ['Patient', surnameFirst(patient)],
            ['DOB', slashDate(patient.birthDate)],
            ['Drug', 'Lisinopril 20 mg tablet'],
            ['Quantity', '90'],
            ['Last filled', dates.daysAgo(91)],
          ),
          rule,
          {
            kind: 'checks',
            items: ['Approved as written', 'Approved with changes', 'Denied, patient needs a visit'].map(
              (label) => ({ label, checked: false }),
            ),
          },
          text('Prescriber signature: ______________________'),
        ],
      },
    ],
  };
}

export function priorAuthorization(dates: LetterDates): SampleLetter {
  const sender = ORGANIZATIONS.insurer;
  const patient = patientOf('47005');
  return {
    originatingNumber: sender.fax,
    calledNumber: LINES.frontOffice,
    minutesAgo: 54,
    stationName: 'Blue Ridge Insurance',
    stationNumber: printed(sender.fax),
    body: 'Serif',
    quality: 'fine',
    delivery: 'pdf',
    pages: [
      {
        blocks: [
          { kind: 'letterhead', name: 'Blue Ridge Insurance', lines: ['Utilization management'] },
          title('Notice of prior authorization'),
          fields(
            ['Reference', '88-2041'],
            ['Member', surnameFirst(patient)],
            ['Date of birth', slashDate(patient.birthDate)],
            ['Service', 'CT abdomen with contrast, outpatient'],
            ['Decision', 'APPROVED'],
            ['Valid', `${dates.today} to ${dates.daysAgo(-90)}`],
          ),
          text(
            'This authorization is not a guarantee of payment. Benefits are subject to eligibility on the date ' +
              'of service.',
          ),
        ],
      },
      {
        blocks: [
          title('Your rights'),
          text(
            'If you disagree with this decision you may ask for a review within 180 days. A peer-to-peer ' +
              'conversation with our medical director can be arranged by telephone.',
          ),
          text('This page was left almost empty by its sender.', 'small'),
        ],
      },
    ],
  };
}

export function coverageLetter(dates: LetterDates): SampleLetter {
  const sender = ORGANIZATIONS.insurerClaims;
  const patient = patientOf('42877');
  return {
    originatingNumber: sender.fax,
    calledNumber: LINES.frontOffice,
    minutesAgo: 1310,
    stationName: 'Blue Ridge Insurance',
    stationNumber: printed(sender.fax),
    body: 'Serif',
    quality: 'standard',
    delivery: 'pdf',
    pages: [
      {
        blocks: [
          { kind: 'letterhead', name: 'Blue Ridge Insurance', lines: ['Claims department, Sacramento'] },
          text(dates.daysAgo(1)),
          text(`Re: ${surnameFirst(patient)}, born ${slashDate(patient.birthDate)}`, 'bold'),
          text(
            'We received a claim for the visit named below but no diagnosis code. Please send a corrected claim ' +
              'within thirty days, otherwise it will be closed without payment.',
          ),
          fields(['Date of service', dates.daysAgo(34)], ['Claim', 'BR-7719-003']),
          gap(10),
          text('Claims department'),
        ],
      },
    ],
  };
}

/** From a number nobody knows, withheld by the caller, partly in handwriting. */
export function recordsRequest(dates: LetterDates): SampleLetter {
  const patient = patientOf('53318');
  return {
    calledNumber: LINES.frontOffice,
    minutesAgo: 41,
    stationName: '',
    stationNumber: '',
    body: 'Sans',
    quality: 'standard',
    delivery: { tiff: 'g3-2d' },
    pages: [
      {
        blocks: [
          title('Request for medical records'),
          text('To: Hillcrest Family Medicine, records'),
          fields(['Patient', surnameFirst(patient)], ['Date of birth', slashDate(patient.birthDate)]),
          text('Please release the following:'),
          {
            kind: 'checks',
            items: [
              { label: 'Office notes of the last two years', checked: true },
              { label: 'Laboratory results', checked: true },
              { label: 'Imaging reports', checked: false },
            ],
          },
          text('moving to Portland, new doctor needs these before my visit. thank you!', 'handwriting'),
          text(`Niamh O’Dwyer   ${dates.today}`, 'handwriting'),
        ],
      },
    ],
  };
}

export function advertisement(): SampleLetter {
  return {
    originatingNumber: '+18885550199',
    calledNumber: LINES.frontOffice,
    minutesAgo: 34,
    stationName: 'Sunrise Medical Supply',
    stationNumber: printed('+18885550199'),
    body: 'Sans',
    quality: 'standard',
    delivery: { tiff: 'g4' },
    pages: [
      {
        blocks: [
          { kind: 'letterhead', name: 'SUNRISE MEDICAL SUPPLY', lines: ['Everything your practice needs'] },
          { kind: 'stamp', text: 'NITRILE GLOVES -40 %' },
          text('This week only: examination gloves, paper rolls and sharps containers at warehouse prices.'),
          text('Order ten boxes and the eleventh is free. Call today, ask for Rick.'),
          gap(20),
          text('To stop receiving these faxes, call 888 555 0199.', 'small'),
        ],
      },
    ],
  };
}
