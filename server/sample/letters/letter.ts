import type { LetterDates } from '../clock.ts';
import type { SampleTypeCode } from '../documentTypes.ts';
import type { Block, Page } from '../paper/page.ts';
import { ageOn, printedDate, printedName, type Subject } from '../people.ts';
import { pick, type Random } from '../random.ts';
import type { Person, Sender } from '../senders.ts';

export const LINES = { frontOffice: '+14155550100', referrals: '+14155550101' } as const;

/** What a letter is written from. The same context gives the same letter. */
export interface LetterContext {
  readonly patient: Subject;
  readonly sender: Sender;
  readonly random: Random;
  readonly dates: LetterDates;
}

/** Whom a letter of some kind can be about. */
export interface Fits {
  readonly minAge?: number;
  readonly maxAge?: number;
  readonly gender?: Subject['gender'];
}

/** A kind of letter: who sends it, about whom, and how it is written. */
export interface LetterKind {
  /** LOINC; nothing for what is no document of a patient. */
  readonly type?: SampleTypeCode;
  readonly senders: readonly Sender[];
  readonly fits?: Fits;
  /** Sent to the line for referrals. */
  readonly toReferrals?: boolean;
  readonly write: (context: LetterContext) => readonly Page[];
}

export function fitsPatient(
  { minAge = 0, maxAge = 130, gender }: Fits,
  patient: Subject,
  day: string,
): boolean {
  const age = ageOn(patient.birthDate, day);
  return age >= minAge && age <= maxAge && (gender === undefined || patient.gender === gender);
}

/** Words that agree with the patient, and the patient's names and birth date as this sender writes them. */
export function wordsFor({ patient, sender, dates }: Pick<LetterContext, 'patient' | 'sender' | 'dates'>) {
  const age = ageOn(patient.birthDate, dates.isoToday);
  const adult = { female: 'woman', male: 'man', other: 'person', unknown: 'person' } as const;
  const child = { female: 'girl', male: 'boy', other: 'child', unknown: 'child' } as const;
  const pronouns = {
    female: { they: 'she', their: 'her', them: 'her' },
    male: { they: 'he', their: 'his', them: 'him' },
    other: { they: 'they', their: 'their', them: 'them' },
    unknown: { they: 'they', their: 'their', them: 'them' },
  } as const;
  const { they, their, them } = pronouns[patient.gender];
  const plural = they === 'they';
  return {
    age,
    person: age < 18 ? child[patient.gender] : adult[patient.gender],
    they,
    They: they.slice(0, 1).toUpperCase() + they.slice(1),
    their,
    Their: their.slice(0, 1).toUpperCase() + their.slice(1),
    them,
    /** `she has`, `they have` */
    has: plural ? 'have' : 'has',
    is: plural ? 'are' : 'is',
    was: plural ? 'were' : 'was',
    does: plural ? 'do' : 'does',
    /** The ending of a verb: `she takes`, `they take`. */
    s: plural ? '' : 's',
    sex: patient.gender === 'female' ? 'F' : patient.gender === 'male' ? 'M' : 'X',
    name: printedName(patient, sender.names),
    birthDate: printedDate(patient.birthDate, sender.birthDates),
  };
}

export function letterhead({ sender }: Pick<LetterContext, 'sender'>): Block {
  return { kind: 'letterhead', ...sender.letterhead };
}

/** The line a letter is filed by: `Re: ALVAREZ, Maria   DOB 03/14/1961`. */
export function regarding(context: LetterContext): Block {
  const { name, birthDate } = wordsFor(context);
  return { kind: 'text', text: `Re: ${name}     DOB ${birthDate}`, style: 'bold' };
}

/** Who the page is about, at the top of a report. */
export function identity(context: LetterContext, ...more: readonly (readonly [string, string])[]): Block {
  const { name, birthDate, sex } = wordsFor(context);
  return {
    kind: 'fields',
    columns: 2,
    rows: [['Patient', name], ['DOB', birthDate], ['Sex', sex], ...more],
  };
}

/** The top of the second and later pages. */
export function continued(context: LetterContext, what: string, page: number): Block {
  const { name, birthDate } = wordsFor(context);
  return { kind: 'text', text: `${name}   DOB ${birthDate}   ${what}, page ${page}`, style: 'bold' };
}

export function signer({ sender, random }: LetterContext): Person {
  return pick(random, sender.people);
}

export function signature({ name, hand }: Person, detail?: string): Block {
  return { kind: 'signature', name, hand, ...(detail && { detail }) };
}
