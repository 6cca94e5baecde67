import { ORGANIZATIONS } from '../addressBook.ts';
import { type Block, fields, gap, rule, text, title } from '../paper/page.ts';
import { patientOf, type SamplePatient, slashDate, surnameFirst } from '../people.ts';
import { type LetterDates, LINES, printed, type SampleLetter } from './letter.ts';

/** An imaging result its sender marked as urgent. */
export function urgentImaging(dates: LetterDates): SampleLetter {
  const sender = ORGANIZATIONS.imaging;
  const patient = patientOf('46554');
  return {
    originatingNumber: sender.fax,
    calledNumber: LINES.frontOffice,
    minutesAgo: 130,
    stationName: sender.name,
    stationNumber: printed(sender.fax),
    body: 'Sans',
    quality: 'fine',
    delivery: { tiff: 'g4' },
    pages: [
      {
        blocks: [
          letterhead(sender.name, '455 Embarcadero, San Francisco · Tel 415 555 0130'),
          { kind: 'stamp', text: 'URGENT — READ TODAY' },
          title('MRI lumbar spine without contrast'),
          identity(patient, ['Exam date', dates.today], ['Ordered by', 'M. Khan, MD']),
          text('Clinical history: low back pain, new weakness of the left foot.'),
          text('Findings', 'bold'),
          text(
            'L4-L5: large left paracentral disc extrusion with caudal migration, severe narrowing of the left ' +
              'lateral recess and compression of the traversing left L5 root. Moderate central stenosis.',
          ),
          text('L5-S1: mild disc bulge without root contact. The conus ends at L1 and is of normal signal.'),
        ],
      },
      {
        blocks: [
          title('MRI lumbar spine, page 2'),
          identity(patient),
          text('Impression', 'bold'),
          text('1. Large left L4-L5 disc extrusion compressing the left L5 root.'),
          text('2. Moderate central canal stenosis at L4-L5.'),
          text(
            'Surgical assessment within days is advised in view of the motor deficit. The referring office was ' +
              'called and asked to read this report today.',
          ),
          { kind: 'signature', hand: 'R. Tanaka', name: 'Rei Tanaka, MD, Radiology' },
        ],
      },
    ],
  };
}

/** Blood results of one of two patients whose names differ by one letter. */
export function bloodResults(dates: LetterDates): SampleLetter {
  const patient = patientOf('48731');
  return {
    ...fromLaboratory(23, 'g4'),
    pages: [
      {
        blocks: [
          letterhead(ORGANIZATIONS.laboratory.name, '88 Gilman Street, Berkeley · CLIA 05D0000000'),
          title('Final report'),
          identity(patient, ['Collected', dates.daysAgo(1)], ['Ordered by', 'M. Khan, MD']),
          results([
            ['Test', 'Result', 'Flag', 'Reference'],
            ['Hemoglobin A1c', '7.9 %', 'H', 'below 5.7'],
            ['Glucose, fasting', '148 mg/dL', 'H', '70 - 99'],
            ['Creatinine', '0.9 mg/dL', '', '0.6 - 1.1'],
            ['eGFR', '74', '', 'above 59'],
            ['Potassium', '4.4 mmol/L', '', '3.5 - 5.1'],
            ['ALT', '31 U/L', '', '7 - 40'],
          ]),
        ],
      },
      {
        blocks: [
          title('Lipid panel'),
          identity(patient, ['Collected', dates.daysAgo(1)]),
          results([
            ['Test', 'Result', 'Flag', 'Reference'],
            ['Cholesterol', '226 mg/dL', 'H', 'below 200'],
            ['HDL', '41 mg/dL', 'L', 'above 49'],
            ['LDL', '151 mg/dL', 'H', 'below 100'],
            ['Triglycerides', '188 mg/dL', 'H', 'below 150'],
          ]),
          text('End of report.', 'small'),
        ],
      },
    ],
  };
}

/** One page, of a child who has a twin. */
export function throatCulture(dates: LetterDates): SampleLetter {
  const patient = patientOf('60215');
  return {
    ...fromLaboratory(185, 'g3-1d'),
    quality: 'standard',
    pages: [
      {
        blocks: [
          letterhead(ORGANIZATIONS.laboratory.name, '88 Gilman Street, Berkeley · CLIA 05D0000000'),
          title('Microbiology'),
          identity(patient, ['Specimen', 'Throat swab'], ['Collected', dates.daysAgo(2)]),
          rule,
          text('Culture: group A streptococcus, moderate growth.', 'bold'),
          text('Susceptible to penicillin. No further testing.'),
          gap(8),
          text('Final.'),
        ],
      },
    ],
  };
}

function fromLaboratory(minutesAgo: number, tiff: 'g4' | 'g3-1d') {
  const sender = ORGANIZATIONS.laboratory;
  return {
    originatingNumber: sender.fax,
    calledNumber: LINES.frontOffice,
    minutesAgo,
    stationName: sender.name,
    stationNumber: printed(sender.fax),
    body: 'Sans',
    quality: 'fine',
    delivery: { tiff },
  } as const;
}

function letterhead(name: string, line: string): Block {
  return { kind: 'letterhead', name, lines: [line] };
}

function identity(patient: SamplePatient, ...more: readonly (readonly [string, string])[]): Block {
  return fields(
    ['Patient', surnameFirst(patient)],
    ['Date of birth', slashDate(patient.birthDate)],
    ['Sex', patient.gender === 'female' ? 'F' : 'M'],
    ...more,
  );
}

function results(rows: readonly (readonly string[])[]): Block {
  return { kind: 'table', widths: [0.4, 0.25, 0.1, 0.25], rows };
}
