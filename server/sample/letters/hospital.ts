import { ORGANIZATIONS } from '../addressBook.ts';
import { type Block, fields, gap, type Page, text, title } from '../paper/page.ts';
import { patientOf, type SamplePatient, slashDate, surnameFirst } from '../people.ts';
import { type LetterDates, LINES, printed, type SampleLetter } from './letter.ts';

/** The second sheet went into the feeder the wrong way round. */
export function dischargeSummary(dates: LetterDates): SampleLetter {
  const sender = ORGANIZATIONS.hospital;
  const patient = patientOf('45812');
  return {
    originatingNumber: sender.fax,
    calledNumber: LINES.frontOffice,
    minutesAgo: 940,
    stationName: sender.name,
    stationNumber: printed(sender.fax),
    body: 'Serif',
    quality: 'fine',
    delivery: { tiff: 'g4' },
    upsideDownPages: [2],
    pages: [
      {
        blocks: [
          { kind: 'letterhead', name: sender.name, lines: ['Department of internal medicine'] },
          title('Discharge summary'),
          identity(patient),
          fields(['Admitted', dates.daysAgo(6)], ['Discharged', dates.daysAgo(1)]),
          text('Diagnosis: community-acquired pneumonia, right lower lobe. Atrial fibrillation, known.'),
          text(
            'Admitted with fever and a productive cough. Treated with ceftriaxone and azithromycin, oxygen for two ' +
              'days. Afebrile since day three, walking with a frame at discharge.',
          ),
        ],
      },
      {
        blocks: [
          title('Medication at discharge'),
          identity(patient),
          text('Apixaban 5 mg twice daily (unchanged)'),
          text('Metoprolol 50 mg twice daily (raised from 25 mg)'),
          text('Amoxicillin-clavulanate 875 mg twice daily for four more days (new)'),
          text('Please repeat the chest radiograph in six weeks.'),
          { kind: 'signature', hand: 'L. Ferrer', name: 'Lucia Ferrer, MD' },
        ],
      },
    ],
  };
}

export function consultNote(dates: LetterDates): SampleLetter {
  const sender = ORGANIZATIONS.orthopedics;
  const patient = patientOf('57766');
  return {
    originatingNumber: sender.fax,
    calledNumber: LINES.referrals,
    minutesAgo: 12,
    stationName: sender.name,
    stationNumber: printed(sender.fax),
    body: 'Serif',
    quality: 'fine',
    delivery: 'pdf',
    pages: [
      {
        blocks: [
          { kind: 'letterhead', name: sender.name, lines: ['2040 Broadway, Oakland · Fax 510 555 0173'] },
          text(dates.today),
          text(`Re: ${surnameFirst(patient)}   DOB ${slashDate(patient.birthDate)}`, 'bold'),
          text('Dear Dr. Khan,'),
          text(
            'I saw your patient about his right knee. There is medial joint line tenderness, an effusion and ' +
              'flexion to 110 degrees. Radiographs show medial compartment osteoarthritis, grade 3.',
          ),
          text(
            'We injected triamcinolone 40 mg today. He should continue with physical therapy; if pain returns ' +
              'within three months I would discuss a partial knee replacement with him.',
          ),
          text('He takes warfarin: please check an INR next week.', 'bold'),
          { kind: 'signature', hand: 'S. Whitfield', name: 'Susan Whitfield, MD' },
        ],
      },
    ],
  };
}

/** Records of three patients in one call, from a number that is in nobody's address book. */
export function mixedPacket(dates: LetterDates): SampleLetter {
  const number = '+16285550177';
  return {
    originatingNumber: number,
    calledNumber: LINES.frontOffice,
    minutesAgo: 73,
    stationName: '',
    stationNumber: printed(number),
    body: 'Typewriter',
    quality: 'standard',
    delivery: { tiff: 'g3-2d' },
    pages: [
      ...visitRecord(patientOf('44190'), dates.daysAgo(40), 'Annual physical. Blood pressure 118/74.'),
      ...visitRecord(patientOf('56203'), dates.daysAgo(38), 'Right shoulder pain since a fall. Sling, ice.'),
      ...visitRecord(patientOf('59440'), dates.daysAgo(37), 'Migraine, twice a month. Sumatriptan helps.'),
    ],
  };
}

function visitRecord(patient: SamplePatient, date: string, finding: string): Page[] {
  const head = identity(patient);
  return [
    {
      blocks: [title('VISIT NOTE'), head, fields(['Visit', date]), text(finding), text('No new allergies.')],
    },
    { blocks: [title('PLAN'), head, text('Return in three months.'), gap(6), text('J. Marsh, PA-C')] },
  ];
}

function identity(patient: SamplePatient): Block {
  return fields(['Patient', surnameFirst(patient)], ['Date of birth', slashDate(patient.birthDate)]);
}
