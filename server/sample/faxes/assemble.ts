import { letterDates } from '../clock.ts';
import { coverSheet } from '../letters/covers.ts';
import type { LetterContext } from '../letters/letter.ts';
import type { BodyType, Page } from '../paper/page.ts';
import type { Random } from '../random.ts';
import type { Sender } from '../senders.ts';
import type { DocumentPlan, FaxPlan, Mishaps } from './plan.ts';
import type { DocumentTruth, PageTruth, PatientTruth } from './truth.ts';

/** The pages of a fax in order as they lie in the feeder, and what is true of each. */
export interface AssembledFax {
  readonly sheets: readonly FaxSheet[];
  readonly documents: readonly DocumentTruth[];
  readonly pagesSent: number;
  readonly plan: FaxPlan;
}

export interface FaxSheet {
  readonly page: Page;
  readonly body: BodyType;
  readonly truth: PageTruth;
}

/** Writes the documents of a plan, dated the day they are sent, and puts them together. */
export function assemble(plan: FaxPlan, sentAt: Date, random: Random): AssembledFax {
  const dates = letterDates(sentAt);
  const written = plan.documents.map((document) => {
    const context = { ...document, random, dates };
    return { document, pages: writeDocument(document, context) };
  });
  const letters = written.flatMap(({ document, pages }, index) =>
    pages.flatMap((page, at) => {
      const sheet = letterSheet(document, page, index);
      return plan.mishaps.blankBacks && at === 0 ? [sheet, blankSheet(document.sender)] : [sheet];
    }),
  );
  const cover = plan.cover
    ? [coverOf(plan.from, coverSheet({ ...plan, random, dates }, letters.length + 1, plan.cover))]
    : [];
  const sent = [...cover, ...letters];
  const sheets = befall(sent, plan.mishaps);
  // Of what lay face down, or came after the line broke, nothing is known: those are the last ones.
  const documents = written
    .map(({ document }, index) => documentTruth(document, pagesOf(sheets, index)))
    .filter(({ pages }) => pages.length > 0);
  return { sheets, documents, pagesSent: sent.length, plan };
}

function writeDocument(document: DocumentPlan, context: LetterContext): readonly Page[] {
  const pages = document.kind.write(context);
  return document.change ? document.change(pages, context) : pages;
}

function letterSheet({ kind, patient, sender }: DocumentPlan, page: Page, documentIndex: number): FaxSheet {
  const isAboutSomebody = kind.type !== undefined;
  const truth = {
    ...NOTHING,
    patientMrn: (isAboutSomebody && patient.mrn) || null,
    type: kind.type ?? null,
    sender: nameOf(sender),
    documentIndex,
  };
  return { page, body: sender.body, truth };
}

const NOTHING: PageTruth = {
  patientMrn: null,
  type: null,
  sender: null,
  documentIndex: null,
  rotation: 0,
  blank: false,
  cut: false,
};

function coverOf(sender: Sender, page: Page): FaxSheet {
  return { page, body: sender.body, truth: { ...NOTHING, sender: nameOf(sender) } };
}

function blankSheet(sender: Sender): FaxSheet {
  return { page: { blocks: [] }, body: sender.body, truth: { ...NOTHING, blank: true } };
}

/** Nobody's letterhead names nobody. */
function nameOf(sender: Sender): string | null {
  return sender.fax ? sender.name : null;
}

function befall(sheets: readonly FaxSheet[], { upsideDown, faceDown, cut }: Mishaps): FaxSheet[] {
  const arrived = cut && sheets.length > 2 ? sheets.slice(0, -1) : sheets;
  return arrived.map((sheet, index) => {
    if (faceDown) return { ...sheet, page: { blocks: [] }, truth: { ...NOTHING, blank: true } };
    const isUpsideDown = upsideDown === 'all' || upsideDown === index + 1;
    const isCut = cut === true && index === arrived.length - 1;
    const truth = { ...sheet.truth, rotation: isUpsideDown ? 180 : 0, cut: isCut } as const;
    return { ...sheet, truth };
  });
}

function pagesOf(sheets: readonly FaxSheet[], documentIndex: number): number[] {
  return sheets.flatMap(({ truth }, index) => (truth.documentIndex === documentIndex ? [index + 1] : []));
}

function documentTruth({ kind, patient, sender }: DocumentPlan, pages: readonly number[]): DocumentTruth {
  const { mrn = null, family, given, birthDate } = patient;
  const about: PatientTruth | null = kind.type ? { mrn, family, given, birthDate } : null;
  return { patient: about, type: kind.type ?? null, sender: nameOf(sender), pages };
}
