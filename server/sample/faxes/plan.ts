import type { LetterContext, LetterKind } from '../letters/letter.ts';
import { fitsPatient, LINES } from '../letters/letter.ts';
import type { Page } from '../paper/page.ts';
import { patientOf, SAMPLE_PATIENTS, STRANGERS, type Subject } from '../people.ts';
import { pick, type Random } from '../random.ts';
import type { Sender } from '../senders.ts';

/** What goes into one call: which documents, about whom, and what happens to the paper. */
export interface FaxPlan {
  readonly documents: readonly DocumentPlan[];
  /** Whose machine sends it. */
  readonly from: Sender;
  /** The clinic's line that is dialled, E.164. */
  readonly calledNumber: string;
  /** What the cover sheet says the fax is about; no cover sheet when absent. */
  readonly cover?: string;
  readonly mishaps: Mishaps;
}

export interface DocumentPlan {
  readonly kind: LetterKind;
  readonly patient: Subject;
  readonly sender: Sender;
  /** What becomes of the pages after they were written. */
  readonly change?: (pages: readonly Page[], context: LetterContext) => readonly Page[];
}

export interface Mishaps {
  /** All pages, or one of them by its number from 1, lay in the feeder the wrong way round. */
  readonly upsideDown?: 'all' | number;
  /** Documents printed on one side and scanned on both: a blank page after the first of each. */
  readonly blankBacks?: boolean;
  /** The paper lay face down: nothing of it was scanned. */
  readonly faceDown?: boolean;
  /** The line broke while the last page that arrived was being sent. */
  readonly cut?: boolean;
  /** The pages came out of a ring binder. */
  readonly punched?: boolean;
}

/** A way to make a fax. The same random numbers on the same day give the same plan. */
export interface Recipe {
  readonly name: string;
  readonly plan: (random: Random, day: string) => FaxPlan;
}

export interface About extends Mishaps {
  /** A patient of the clinic. */
  readonly mrn?: string;
  /** Somebody who is none. */
  readonly subject?: Subject;
  readonly cover?: string;
  /** Who wrote it. */
  readonly sender?: Sender;
  /** Whose machine sends it, where that is somebody else's. */
  readonly from?: Sender;
  readonly change?: DocumentPlan['change'];
}

/** One document; about anybody it can be about unless it says about whom. */
export function single(
  name: string,
  kinds: LetterKind | readonly LetterKind[],
  { mrn, subject, cover, sender, from, change, ...mishaps }: About = {},
): Recipe {
  return {
    name,
    plan: (random, day) => {
      const kind = 'write' in kinds ? kinds : pick(random, kinds);
      const patient = subject ?? (mrn ? patientOf(mrn) : patientFor(kind, random, day));
      const writer = sender ?? pick(random, kind.senders);
      return {
        documents: [{ kind, patient, sender: writer, ...(change && { change }) }],
        from: from ?? writer,
        calledNumber: lineOf([kind]),
        ...(cover && { cover }),
        mishaps,
      };
    },
  };
}

/** Documents of several patients in one call, none of them twice. */
export function packet(
  name: string,
  kinds: readonly LetterKind[],
  patients: (random: Random) => number,
  { cover, sender, ...mishaps }: Pick<About, 'cover' | 'sender' | keyof Mishaps> = {},
): Recipe {
  return {
    name,
    plan: (random, day) => {
      const from = sender ?? pick(random, pick(random, kinds).senders);
      const taken = new Set<Subject>();
      const documents = Array.from({ length: patients(random) }, () => {
        const kind = pick(random, kinds);
        const patient = patientFor(kind, random, day, taken);
        taken.add(patient);
        return { kind, patient, sender: from };
      });
      const calledNumber = lineOf(kinds);
      return { documents, from, calledNumber, ...(cover && { cover }), mishaps };
    },
  };
}

function lineOf(kinds: readonly LetterKind[]): string {
  return kinds.some(({ toReferrals }) => toReferrals) ? LINES.referrals : LINES.frontOffice;
}

export function strangerOf(family: string): Subject {
  const stranger = STRANGERS.find((each) => each.family === family);
  if (!stranger) throw new Error('There is no such stranger');
  return stranger;
}

function patientFor(
  { fits = {} }: LetterKind,
  random: Random,
  day: string,
  taken: ReadonlySet<Subject> = new Set(),
): Subject {
  return pick(
    random,
    SAMPLE_PATIENTS.filter((patient) => fitsPatient(fits, patient, day) && !taken.has(patient)),
  );
}
