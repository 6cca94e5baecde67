import { PDFDocument } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import { convertToPdf } from '../../documents/convert.ts';
import { inspectDocument } from '../../documents/inspect.ts';
import { decodeIndependently } from '../../documents/testing/testPages.ts';
import { parseTiff } from '../../documents/tiff/parseTiff.ts';
import { SAMPLE_DOCUMENT_TYPES } from '../documentTypes.ts';
import { SAMPLE_PATIENTS } from '../people.ts';
import { firstFaxes } from './firstFaxes.ts';
import { makeSampleFax, type SampleFax } from './sampleFax.ts';

const NOW = new Date('2026-11-20T18:00:00Z');
const orders = firstFaxes(1, NOW);
const LETTER = { width: 612, height: 792 };

describe('the first faxes', () => {
  const faxes: SampleFax[] = [];
  const byNumber = (number: number) => faxes[number - 1]!; // forty were made

  beforeAll(async () => {
    for (const order of orders) faxes.push(await makeSampleFax(order));
  }, 180_000);

  test('are forty, two of them long, sent before now over several days', () => {
    expect(faxes).toHaveLength(40);
    expect(faxes.filter(({ pages }) => pages >= 30)).toHaveLength(2);
    expect(faxes.every(({ sentAt }) => sentAt < NOW)).toBe(true);
    expect(faxes.map(({ sentAt }) => sentAt)).toEqual(
      faxes.map(({ sentAt }) => sentAt).toSorted((a, b) => a.getTime() - b.getTime()),
    );
    expect(new Set(faxes.map(({ sentAt }) => sentAt.toISOString().slice(0, 10))).size).toBeGreaterThanOrEqual(
      4,
    );
  });

  test('have as many pages as their truth says, of Letter size unless cut', async () => {
    for (const { bytes, contentType, pages, truth } of faxes) {
      const facts = await inspectDocument(bytes);
      expect(facts).toMatchObject({ state: 'readable', pages: truth.pages.length });
      expect(facts).not.toHaveProperty('incompletePages');
      expect(contentType).toBe(facts.kind === 'pdf' ? 'application/pdf' : 'image/tiff');
      expect(pages).toBe(truth.pages.length);
      const sizes = await pageSizes(bytes);
      expect(sizes).toHaveLength(truth.pages.length);
      for (const [index, size] of sizes.entries()) {
        expect(Math.abs(size.width - LETTER.width)).toBeLessThan(5);
        if (truth.pages[index]?.cut) expect(size.height).toBeLessThan(LETTER.height / 2);
        else expect(Math.abs(size.height - LETTER.height)).toBeLessThan(5);
      }
    }
  });

  test('are blank where their truth says so, and nowhere else', () => {
    let blank = 0;
    for (const { bytes, contentType, truth } of faxes.filter(({ pages }) => pages < 30)) {
      if (contentType !== 'image/tiff') continue;
      for (const [index, { width, height, grey }] of decodeIndependently(bytes).entries()) {
        // Below the header line, which every page has.
        const paper = grey.subarray(Math.ceil(height / 30) * width);
        const black = paper.reduce((sum, value) => sum + Number(value === 0), 0) / paper.length;
        const isBlank = truth.pages[index]?.blank === true;
        if (isBlank) expect(black).toBeLessThan(0.003);
        else expect(black).toBeGreaterThan(0.006);
        blank += Number(isBlank);
      }
    }
    expect(blank).toBeGreaterThanOrEqual(2);
  }, 60_000);

  test('name each page’s document, and each document its pages, in one unbroken row but for blank ones', () => {
    const mrns = new Set(SAMPLE_PATIENTS.map(({ mrn }) => mrn));
    const types = new Set<string>(SAMPLE_DOCUMENT_TYPES.map(({ code }) => code));
    for (const { truth } of faxes) {
      for (const [index, document] of truth.documents.entries()) {
        const own = truth.pages.flatMap((page, at) => (page.documentIndex === index ? [at + 1] : []));
        expect(document.pages).toEqual(own);
        expect(own).not.toEqual([]);
        const between = truth.pages.slice((own[0] ?? 1) - 1, own.at(-1));
        expect(between.every((page) => page.documentIndex === index || page.blank)).toBe(true);
        for (const at of own) {
          const { patientMrn, type, sender } = truth.pages[at - 1]!; // the number of a page of this fax
          expect([patientMrn, type, sender]).toEqual([
            document.patient?.mrn ?? null,
            document.type,
            document.sender,
          ]);
        }
        expect(document.type === null || types.has(document.type)).toBe(true);
        expect(!document.patient?.mrn || mrns.has(document.patient.mrn)).toBe(true);
      }
    }
  });

  test('have every mishap and every sender a front desk knows', () => {
    const pages = faxes.flatMap(({ truth }) => truth.pages);
    expect(pages.some(({ rotation }) => rotation === 180)).toBe(true);
    expect(pages.some(({ blank }) => blank)).toBe(true);
    expect(pages.filter(({ cut }) => cut)).toHaveLength(1);
    expect(faxes.filter(({ originatingNumber }) => originatingNumber === undefined)).toHaveLength(1);
    const packets = faxes.filter(({ truth }) => truth.recipe === 'mixed-packet');
    for (const { truth } of packets) {
      const patients = new Set(truth.documents.map(({ patient }) => patient?.mrn));
      expect(patients.size).toBe(truth.documents.length);
      expect(patients.size).toBeGreaterThanOrEqual(2);
      expect(patients.size).toBeLessThanOrEqual(5);
    }
    expect(packets.length).toBeGreaterThanOrEqual(3);
    const strangers = faxes.filter(({ truth }) => truth.documents.some((d) => d.patient && !d.patient.mrn));
    expect(strangers.length).toBeGreaterThanOrEqual(2);
    expect(faxes.filter(({ truth }) => truth.recipe === 'junk').length).toBeGreaterThanOrEqual(3);
  });

  test('come again with the same bytes, with the same pages, and whole after one that was cut', () => {
    const again = (how: string) => faxes.find(({ truth }) => truth.repeats?.how === how)!; // each is in the list
    const originalOf = ({ truth }: SampleFax) =>
      faxes.find(({ carrierFaxId }) => carrierFaxId === truth.repeats?.carrierFaxId)!; // so is what it repeats
    const sameBytes = again('same-bytes');
    expect(sameBytes.bytes.equals(originalOf(sameBytes).bytes)).toBe(true);
    const samePages = again('same-pages');
    expect(samePages.bytes.equals(originalOf(samePages).bytes)).toBe(false);
    expect(samePages.truth.documents).toEqual(originalOf(samePages).truth.documents);
    const whole = again('after-cut');
    expect(originalOf(whole).truth.pages.at(-1)?.cut).toBe(true);
    expect(whole.truth.pages.some(({ cut }) => cut)).toBe(false);
  });

  test('come out the same for the same seed and moment, and otherwise differ', async () => {
    const short = orders.slice(-14);
    for (const order of firstFaxes(1, NOW).slice(-short.length)) {
      const { bytes, truth } = await makeSampleFax(order);
      const first = byNumber(order.index + 1);
      expect(bytes.equals(first.bytes)).toBe(true);
      expect(truth).toEqual(first.truth);
    }
    for (const others of [firstFaxes(2, NOW), firstFaxes(1, new Date('2027-03-01T18:00:00Z'))]) {
      const { bytes } = await makeSampleFax(others.at(-1)!); // forty of them
      expect(bytes.equals(byNumber(40).bytes)).toBe(false);
    }
  }, 120_000);

  test('weigh what faxes weigh, and use every fax coding', () => {
    const pages = faxes.reduce((sum, fax) => sum + fax.pages, 0);
    const kilobytes = faxes.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1024;
    expect(kilobytes / pages).toBeGreaterThan(10);
    expect(kilobytes / pages).toBeLessThan(60);
    const codings = faxes.flatMap(({ bytes, contentType }) => {
      const tiff = contentType === 'image/tiff' ? parseTiff(bytes) : undefined;
      return tiff?.ok ? tiff.value.pages.slice(0, 1).map((page) => page.compression) : [];
    });
    expect(new Set(codings)).toEqual(new Set([3, 4]));
  });
});

/** In points, of the PDF that is shown for the file. */
async function pageSizes(bytes: Buffer): Promise<{ width: number; height: number }[]> {
  const { pdf } = await convertToPdf(bytes);
  const document = await PDFDocument.load(pdf ?? bytes);
  return document.getPages().map((page) => page.getSize());
}
