import { describe, expect, test } from 'vitest';
import { inspectDocument } from '../documents/inspect.ts';
import { makeSampleFaxes, type SampleFax } from './sampleFaxes.ts';

async function makeAll(now: Date): Promise<SampleFax[]> {
  const faxes: SampleFax[] = [];
  for await (const fax of makeSampleFaxes(now)) faxes.push(fax);
  return faxes;
}

const NOW = new Date('2026-11-20T18:00:00Z');
const LETTER_WIDTH = 612;
const LETTER_HEIGHT = 792;

describe('sample faxes', () => {
  test('are readable documents of Letter size at every resolution', async () => {
    const kinds: string[] = [];
    for (const fax of await makeAll(NOW)) {
      const facts = await inspectDocument(fax.bytes);
      expect(facts).toMatchObject({ state: 'readable' });
      expect(facts).not.toHaveProperty('incompletePages');
      expect(fax.contentType).toBe(facts.kind === 'pdf' ? 'application/pdf' : 'image/tiff');
      for (const size of facts.pageSizes ?? []) {
        expect(Math.abs(size.width - LETTER_WIDTH)).toBeLessThan(5);
        expect(Math.abs(size.height - LETTER_HEIGHT)).toBeLessThan(5);
      }
      kinds.push(`${facts.kind} ${facts.pages}`);
    }
    expect(kinds.sort()).toEqual(
      [
        ...['pdf 1', 'pdf 1', 'pdf 2', 'pdf 3'],
        ...['tiff 1', 'tiff 1', 'tiff 1', 'tiff 1', 'tiff 2', 'tiff 2', 'tiff 2', 'tiff 6'],
      ].sort(),
    );
  });

  test('come out the same for the same moment, and carry the date of another', async () => {
    const [first, again, later] = await Promise.all([
      makeAll(NOW),
      makeAll(NOW),
      makeAll(new Date('2027-03-01T18:00:00Z')),
    ]);
    expect(again.map((fax) => fax.bytes.toString('base64'))).toEqual(
      first.map((fax) => fax.bytes.toString('base64')),
    );
    for (const [index, fax] of first.entries()) expect(later[index]?.bytes.equals(fax.bytes)).toBe(false);
  });
});
