import type { DocumentReference } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import type { Fax } from '../fax/fax.ts';
import { patientParty } from '../patient/patient.ts';
import { ALVAREZ, actAt, DANA, faxOf, KHAN, LEE, openFax } from '../testing/communications.ts';
import { correctedDocument, isFiled, makeFiled, makeFilingDocument, strayDocuments } from './filing.ts';
import { makeUnfiled } from './parts.ts';

const alvarez = patientParty(ALVAREZ);
const lee = patientParty(LEE);
const REFERRAL = { code: '57133-1', display: 'Referral note' };

function filed(fax: Fax, filingId: string, patient = alvarez, minutes = 0): Fax {
  return faxOf(makeFiled(fax, { filingId, patient, act: actAt(minutes) }));
}

const fax = faxOf(openFax);

describe('filing a fax', () => {
  it('names the patient, the filing and who decided it, and waits to be settled', () => {
    const after = filed({ ...fax, type: REFERRAL }, 'f1');
    expect(after.patient).toEqual(alvarez);
    expect(after.parts).toEqual([
      { filingId: 'f1', patient: alvarez, type: REFERRAL, mark: actAt(0), retired: false },
    ]);
    expect(after.flags.pending).toEqual(actAt(0));
  });

  it('to another patient retires the first filing, marked by who did it', () => {
    const after = faxOf(makeFiled(filed(fax, 'f1'), { filingId: 'f2', patient: lee, act: actAt(5, KHAN) }));
    expect(after.patient).toEqual(lee);
    expect(after.parts).toEqual([
      { filingId: 'f1', patient: alvarez, mark: actAt(5, KHAN), filedAt: actAt(0).at, retired: true },
      { filingId: 'f2', patient: lee, mark: actAt(5, KHAN), retired: false },
    ]);
  });

  it('is taken back whole', () => {
    const after = faxOf(makeUnfiled(filed(fax, 'f1'), [], actAt(1)));
    expect(isFiled(after)).toBe(false);
    expect(after.communication).not.toHaveProperty('subject');
    expect(after.parts.map((part) => part.retired)).toEqual([true]);
  });

  it('keeps the extensions of others', () => {
    expect(filed(fax, 'f1').communication.extension).toEqual(expect.arrayContaining(openFax.extension ?? []));
  });
});

describe('the document of a filing', () => {
  const after = filed({ ...fax, type: REFERRAL }, 'f1');
  const part = after.parts[0]!;
  const document = makeFilingDocument(after, part);

  it('is on the patient’s chart, named by the filing and linked to the fax', () => {
    expect(document).toMatchObject({
      status: 'current',
      identifier: [{ system: 'urn:faxwell:filing', value: 'f1' }],
      subject: alvarez,
      date: actAt(0).at,
      author: [DANA],
      type: { coding: [{ code: '57133-1' }] },
      description: 'Referral note',
      content: [{ attachment: { url: 'Binary/shown', contentType: 'application/pdf' } }],
      context: { related: [{ reference: 'Communication/fax-1' }] },
    });
  });

  it('says so when the fax has no document', () => {
    const { document: _, ...without } = after;
    expect(makeFilingDocument(without, part).content[0]?.attachment).toEqual({ title: 'Document missing' });
  });

  it('is left alone when it agrees', () => {
    expect(correctedDocument(after, part, { ...document, id: 'd' })).toBeUndefined();
  });

  it('is corrected where it disagrees, keeping what others added', () => {
    const other: DocumentReference = {
      ...document,
      id: 'd',
      subject: lee,
      custodian: { display: 'Archive' },
    };
    expect(correctedDocument(after, part, other)).toMatchObject({
      id: 'd',
      subject: alvarez,
      custodian: { display: 'Archive' },
    });
  });

  it('of a retired filing is an error, whatever its type', () => {
    const retired = { ...part, retired: true };
    expect(makeFilingDocument(after, retired).status).toBe('entered-in-error');
    expect(correctedDocument(after, retired, { ...document, id: 'd' })?.status).toBe('entered-in-error');
    const done: DocumentReference = { ...document, id: 'd', status: 'entered-in-error', type: undefined };
    expect(correctedDocument(after, retired, done)).toBeUndefined();
  });
});

describe('stray documents', () => {
  const after = filed(fax, 'f1');
  const of = (filingId: string, status: DocumentReference['status'] = 'current') => ({
    ...makeFilingDocument(after, after.parts[0]!),
    id: filingId,
    status,
    identifier: [{ system: 'urn:faxwell:filing', value: filingId }],
  });

  it('are current ones whose filing the fax does not know', () => {
    const documents = [of('f1'), of('lost'), of('old', 'entered-in-error')];
    expect(strayDocuments(after, documents).map((document) => document.id)).toEqual(['lost']);
  });

  it('are never those of other systems', () => {
    expect(strayDocuments(after, [{ ...of('x'), identifier: undefined }])).toEqual([]);
  });
});
