import { TYPE } from '../documentTypes.ts';
import { heading, numbered, text, title } from '../paper/page.ts';
import { digits } from '../random.ts';
import { SENDERS } from '../senders.ts';
import { continued, type Fits, identity, type LetterKind, letterhead, signature, signer } from './letter.ts';

/** Radiology. Findings first, the impression last, often on the second page. */

interface Study {
  readonly name: string;
  readonly history: string;
  readonly technique: string;
  readonly findings: readonly string[];
  readonly impression: readonly string[];
  /** Words of a stamp across the report. */
  readonly urgent?: string;
  /** The impression has a page of its own. */
  readonly twoPages?: boolean;
}

const study = (fits: Fits, { urgent, twoPages, ...report }: Study): LetterKind => ({
  type: TYPE.imaging,
  senders: [SENDERS.imaging],
  fits,
  write: (context) => {
    const accession = `BI${digits(context.random, 7)}`;
    const end = [
      heading('Impression'),
      numbered(...report.impression),
      signature(signer(context), 'Radiology. Electronically signed.'),
    ];
    const first = [
      letterhead(context),
      ...(urgent ? [{ kind: 'stamp', text: urgent } as const] : []),
      title(report.name),
      identity(
        context,
        ['Accession', accession],
        ['Exam date', context.dates.daysAgo(1)],
        ['Ordered by', 'M. Khan, MD'],
      ),
      heading('Clinical history'),
      text(report.history),
      heading('Technique'),
      text(report.technique),
      heading('Findings'),
      ...report.findings.map((finding) => text(finding)),
    ];
    return twoPages
      ? [{ blocks: first }, { blocks: [continued(context, report.name, 2), ...end] }]
      : [{ blocks: [...first, ...end] }];
  },
});

export const lumbarMri = study(
  { minAge: 30 },
  {
    name: 'MRI lumbar spine without contrast',
    urgent: 'URGENT — READ TODAY',
    twoPages: true,
    history: 'Low back pain, new weakness of the left foot.',
    technique: 'Sagittal T1, T2 and STIR, axial T1 and T2, 1.5 T.',
    findings: [
      'Five lumbar vertebrae. Alignment is normal. Vertebral heights are maintained. The conus ends at L1 and is of normal signal.',
      'L4-L5: large left paracentral disc extrusion with caudal migration of 11 mm, severe narrowing of the left lateral recess and compression of the traversing left L5 root. Moderate central stenosis.',
      'L5-S1: mild disc bulge without root contact. Mild facet arthropathy.',
      'No fracture, no marrow lesion. Paraspinal soft tissues are unremarkable.',
    ],
    impression: [
      'Large left L4-L5 disc extrusion compressing the left L5 root.',
      'Moderate central canal stenosis at L4-L5.',
      'Surgical assessment within days is advised in view of the motor deficit. The referring office was called and asked to read this report today.',
    ],
  },
);

export const chestRadiograph = study(
  { minAge: 18 },
  {
    name: 'Chest radiograph, two views',
    history: 'Cough for three weeks.',
    technique: 'Frontal and lateral views, upright.',
    findings: [
      'The heart is of normal size. The mediastinal contours are normal.',
      'No consolidation, effusion or pneumothorax. Mild peribronchial thickening.',
      'A 9 mm nodule projects over the right upper lobe, not seen two years ago.',
    ],
    impression: [
      'No pneumonia.',
      'New 9 mm right upper lobe nodule: CT of the chest without contrast is recommended.',
    ],
  },
);

export const mammogram = study(
  { minAge: 40, gender: 'female' },
  {
    name: 'Screening mammogram, bilateral, with tomosynthesis',
    history: 'Screening. No symptoms.',
    technique: 'Craniocaudal and mediolateral oblique views of both breasts.',
    findings: [
      'The breasts are heterogeneously dense, which may obscure small masses (density C).',
      'No suspicious mass, calcification or distortion in either breast. No change from the prior examination.',
    ],
    impression: [
      'BI-RADS 1: negative.',
      'Routine screening in one year. The patient was told of her breast density by letter.',
    ],
  },
);

export const abdominalUltrasound = study(
  { minAge: 25 },
  {
    name: 'Ultrasound abdomen, limited',
    history: 'Right upper quadrant pain after meals.',
    technique: 'Grayscale and color Doppler imaging.',
    findings: [
      'Gallbladder: several mobile shadowing stones up to 12 mm. Wall 2 mm. No pericholecystic fluid. Negative sonographic Murphy sign.',
      'Common duct 4 mm. Liver of increased echogenicity without focal lesion.',
      'Right kidney 10.8 cm, no hydronephrosis. Visualized pancreas is normal.',
    ],
    impression: ['Cholelithiasis without evidence of cholecystitis.', 'Hepatic steatosis.'],
  },
);

export const boneDensity = study(
  { minAge: 60 },
  {
    name: 'Bone density (DXA), hip and spine',
    history: 'Screening for osteoporosis.',
    technique: 'Lumbar spine L1 to L4 and left hip.',
    findings: [
      'Lumbar spine: 0.871 g/cm2, T-score -2.1.',
      'Femoral neck: 0.612 g/cm2, T-score -2.6. Total hip: 0.744 g/cm2, T-score -2.0.',
    ],
    impression: [
      'Osteoporosis by WHO criteria at the femoral neck.',
      'FRAX was not calculated. Repeat in two years or as treatment requires.',
    ],
  },
);
