import type { Communication } from '@medplum/fhirtypes';
import { describe, expect, it, test } from 'vitest';
import {
  actAt,
  DANA,
  faxOf,
  medplumByReference,
  medplumInbound,
  openFax,
  oystehrInbound,
  oystehrOutbound,
} from '../testing/communications.ts';
import { makeMark } from './marks.ts';
import { isFaxCommunication, parseFax, parseFaxRow } from './parseFax.ts';

describe('a fax of Medplum eFax', () => {
  it('is inbound, with its number, file and times', () => {
    expect(faxOf(medplumInbound)).toMatchObject({
      direction: 'inbound',
      originatingNumber: '+15551234567',
      sent: '2026-11-20T09:41:00Z',
      title: 'fax-67890.pdf',
      document: { url: 'Binary/received-fax-id', contentType: 'application/pdf' },
    });
  });

  it('has no state until it is adopted', () => {
    expect(faxOf(medplumInbound)).not.toHaveProperty('state');
  });

  it('may hold its document as a DocumentReference', () => {
    expect(faxOf(medplumByReference).document).toEqual({ documentReference: 'DocumentReference/doc-1' });
  });
});

describe('a fax of Oystehr', () => {
  it('takes the number from the contained Device and the direction from the status extension', () => {
    expect(faxOf(oystehrInbound)).toMatchObject({
      direction: 'inbound',
      originatingNumber: '+16285550177',
      pageCount: 12,
      received: '2026-11-20T09:44:02Z',
    });
  });

  it('takes the number from the contained id where the Device carries none', () => {
    const bare: Communication = {
      ...oystehrInbound,
      contained: [{ resourceType: 'Device', id: '+16285550177' }],
      sender: { reference: '#+16285550177' },
    };
    expect(faxOf(bare).originatingNumber).toBe('+16285550177');
  });

  it('is outbound when it was sent, though its medium is the same', () => {
    expect(faxOf(oystehrOutbound).direction).toBe('outbound');
  });
});

describe('a fax of ours', () => {
  const fax = faxOf(openFax);

  it('is read whole', () => {
    expect(fax).toMatchObject({
      state: 'open',
      stateMark: { at: '2026-11-20T09:41:02.000Z' },
      sender: { reference: 'Organization/lakeside', display: 'Lakeside Cardiology' },
      senderName: 'Lakeside Cardiology',
      originatingNumber: '+14155550123',
      line: { reference: 'HealthcareService/referrals', display: 'Referrals' },
      calledNumber: '+14155550101',
      pageCount: 3,
      title: 'Referral letter',
    });
  });

  it('shows the document and keeps the original apart', () => {
    expect(fax.document?.url).toBe('Binary/shown');
    expect(fax.original?.url).toBe('Binary/came');
  });

  it('reads the same whatever reads it again', () => {
    expect(faxOf(structuredClone(openFax))).toEqual(fax);
  });
});

describe('labels', () => {
  const label = (code: string, display?: string) => ({
    coding: [{ system: 'urn:faxwell:label', code, ...(display && { display }) }],
  });

  it('are read each once, with their own words', () => {
    const category = [
      ...(openFax.category ?? []),
      { ...label('billing', 'Billing'), extension: makeMark(actAt(3)) },
      label('billing', 'Twice'),
      { ...label('vip'), text: 'Very important' },
      label('bare'),
    ];
    expect(faxOf({ ...openFax, category }).labels).toEqual([
      { code: 'billing', display: 'Billing', mark: { by: DANA, at: actAt(3).at } },
      { code: 'vip', display: 'Very important', mark: {} },
      { code: 'bare', display: 'bare', mark: {} },
    ]);
  });

  it('that are no text make the fax unreadable, not the list', () => {
    // As JSON from elsewhere may be.
    const odd = label({} as unknown as string, 'Odd');
    expect(parseFax({ ...openFax, category: [...(openFax.category ?? []), odd] }).ok).toBe(false);
  });
});

describe('the direction', () => {
  it('is unknown when nothing says it, never silently inbound', () => {
    expect(faxOf({ ...openFax, category: [] }).direction).toBe('unknown');
  });
});

describe('the caller', () => {
  test.each([
    ['a display that repeats the number', { display: '+1 (415) 555-0123' }, undefined],
    ['a display of spaces', { display: '  ' }, undefined],
    ['a name', { display: ' Lakeside ' }, 'Lakeside'],
  ])('%s', (_, sender, name) => {
    expect(faxOf({ ...openFax, sender }).senderName).toBe(name);
  });

  it('stays absent when the number is withheld', () => {
    expect(faxOf({ ...openFax, sender: undefined })).not.toHaveProperty('originatingNumber');
  });

  it('is kept as it came when it is no number', () => {
    const odd = {
      ...openFax,
      sender: undefined,
      extension: [{ url: 'https://efax.com/originating-fax-number', valueString: 'ANONYMOUS' }],
    };
    expect(faxOf(odd).originatingNumber).toBe('ANONYMOUS');
  });
});

describe('the patient', () => {
  it('is a Patient, not any subject', () => {
    expect(faxOf({ ...openFax, subject: { reference: 'Patient/p', display: 'P' } }).patient).toEqual({
      reference: 'Patient/p',
      display: 'P',
    });
    expect(faxOf({ ...openFax, subject: { reference: 'Group/g' } })).not.toHaveProperty('patient');
  });
});

describe('codes of a newer version', () => {
  it('are left out without losing the rest', () => {
    const newer: Communication = {
      ...openFax,
      category: [
        { coding: [{ system: 'urn:faxwell:fax-state', code: 'quarantined' }] },
        { coding: [{ system: 'urn:faxwell:fax-flag', code: 'shiny' }] },
        { coding: [{ system: 'urn:faxwell:fax-flag', code: 'opened' }] },
      ],
    };
    const fax = faxOf(newer);
    expect(fax).not.toHaveProperty('state');
    expect(Object.keys(fax.flags)).toEqual(['opened']);
  });
});

describe('a time', () => {
  it.each(['2026-11-20T09:41:00Z', '2026-11-20T09:41-08:00', '2026-11-20'])('may be written %s', (sent) => {
    expect(faxOf({ ...openFax, sent }).sent).toBe(sent);
  });

  it('that is none is absent, and the fax is still one', () => {
    expect(faxOf({ ...openFax, sent: 'yesterday', received: '' })).toMatchObject({
      kind: 'fax',
      id: 'fax-1',
    });
    expect(faxOf({ ...openFax, sent: 'yesterday' }).sent).toBeUndefined();
  });
});

describe('what cannot be read', () => {
  test.each([
    ['null', null, 'not-a-communication'],
    ['a string', 'fax', 'not-a-communication'],
    ['another resource', { resourceType: 'Patient', id: 'p' }, 'not-a-communication'],
    ['no id', { ...openFax, id: undefined }, 'no-id'],
    ['a number where a name belongs', { ...openFax, sender: { display: 7 } }, 'bad-shape'],
    ['an object where text belongs', { ...openFax, topic: { text: { de: 'Fax' } } }, 'bad-shape'],
    ['an object as a time', { ...openFax, sent: {} }, 'bad-shape'],
    ['a note that is no text', { ...openFax, note: [{ text: ['x'] }] }, 'bad-shape'],
    ['a payload of null', { ...openFax, payload: [null] }, 'bad-shape'],
  ])('%s answers with the reason', (_, resource, reason) => {
    expect(parseFax(resource)).toEqual({ ok: false, error: reason });
  });

  it('is a row that says so and keeps what came', () => {
    const resource = { ...openFax, payload: [null] };
    expect(parseFaxRow(resource)).toEqual({
      kind: 'unreadable',
      id: 'fax-1',
      version: '1',
      reason: 'bad-shape',
      communication: resource,
      sent: '2026-11-20T09:41:00Z',
    });
    expect(parseFaxRow(undefined)).toMatchObject({ kind: 'unreadable', id: '', version: '' });
  });

  it('is not what merely lacks everything', () => {
    const bare = { resourceType: 'Communication', id: 'bare' };
    expect(parseFax(bare)).toMatchObject({ ok: true, value: { direction: 'unknown', parts: [], notes: [] } });
  });

  it('is not an object where a list belongs', () => {
    expect(parseFax({ ...openFax, category: {}, note: 'x', payload: 7 }).ok).toBe(true);
  });
});

describe('isFaxCommunication', () => {
  it('goes by the code, whatever the system', () => {
    expect([medplumInbound, oystehrInbound].every(isFaxCommunication)).toBe(true);
    expect(isFaxCommunication({ resourceType: 'Communication', status: 'completed' })).toBe(false);
  });
});
