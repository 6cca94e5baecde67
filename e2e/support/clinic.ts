import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { PDFDocument } from '@cantoo/pdf-lib';
import { ClientStorage, formatHumanName, type LoginState, MedplumClient, MemoryStorage } from '@medplum/core';
import type { Communication, Patient, Practitioner } from '@medplum/fhirtypes';
import { makePdf } from './documents.ts';
import { PASSWORD, type RunningServer } from './server.ts';

export type Role = 'frontdesk' | 'practitioner' | 'admin';

export const PEOPLE: Record<Role, string> = {
  frontdesk: 'Dana Reyes',
  practitioner: 'Mina Khan',
  admin: 'Sam Ortiz',
};

export const LINES = { frontOffice: '+14155550100', referrals: '+14155550101' } as const;

interface ArrivingFax {
  /** Who sent it; known to the address book when given. Default: a name nobody else has. */
  readonly from?: string;
  /** E.164, or `withheld`. Default: a number nobody else has. */
  readonly number?: string;
  /** The address book knows nothing of the number. */
  readonly isStranger?: boolean;
  readonly to?: string;
  readonly document?: Uint8Array;
  readonly fileName?: string;
  /** Instant. Default: now. */
  readonly sentAt?: string;
  /** The carrier's id of the fax. */
  readonly id?: string;
}

/** A fax that is in the inbox. */
interface ArrivedFax {
  readonly id: string;
  /** The name its row shows. */
  readonly sender: string;
  readonly number: string;
}

interface FaxType {
  /** LOINC. */
  readonly code: string;
  readonly display: string;
}

interface NewPatient {
  readonly given: string;
  readonly family: string;
  /** Their own number. */
  readonly phone?: string;
  readonly birthDate?: string;
  readonly mrn?: string;
}

let counter = 0;

/** Fills a server through its interfaces, never through its screens: carriers' webhooks and FHIR. */
export class Clinic {
  readonly #server: RunningServer;
  readonly #filled: string[] = [];
  #admin: Promise<MedplumClient> | undefined;

  constructor(server: RunningServer) {
    this.#server = server;
  }

  /** Signs in by the interface the app uses, for tests that are not about signing in. */
  async signIn(role: Role): Promise<MedplumClient> {
    const storage = new ClientStorage(new MemoryStorage());
    const client = new MedplumClient({ baseUrl: `${this.#server.url}/`, cacheTime: 0, storage });
    // In a browser the client makes these itself; without a window it only keeps them.
    const verifier = randomBytes(32).toString('base64url');
    storage.setString('codeVerifier', verifier);
    const { code } = await client.startLogin({
      email: `${role}@example.com`,
      password: PASSWORD,
      codeChallenge: createHash('sha256').update(verifier).digest('base64url'),
      codeChallengeMethod: 'S256',
    });
    if (!code) {
      throw new Error(`${role} could not sign in`);
    }
    await client.processCode(code);
    return client;
  }

  async login(role: Role): Promise<LoginState> {
    const login = (await this.signIn(role)).getActiveLogin();
    if (!login) {
      throw new Error(`${role} is not signed in`);
    }
    return login;
  }

  admin(): Promise<MedplumClient> {
    this.#admin ??= this.signIn('admin');
    return this.#admin;
  }

  /** Delivers a fax as a carrier does, and waits until it is in the inbox. */
  async receive(fax: ArrivingFax = {}): Promise<ArrivedFax> {
    counter += 1;
    const number = fax.number ?? `+1212555${String(Math.floor(Math.random() * 9000) + 1000)}`;
    const name = fax.from ?? `Clinic of test ${counter} ${randomUUID().slice(0, 4)}`;
    const sender = fax.isStranger ? number.replace(/(...)(...)(....)$/, ' $1 $2 $3') : name;
    if (number !== 'withheld' && !fax.isStranger) {
      await this.know(sender, number);
    }
    const id = fax.id ?? randomUUID();
    await this.deliver({ ...fax, id, number });
    return { id: await this.faxWithCarrierId(id), sender, number };
  }

  /** As many faxes of a number as there are patients, which a colleague filed to them with a type and is done with. */
  async filedBefore(number: string, patients: readonly Patient[], type: FaxType): Promise<void> {
    for (const patient of patients) {
      const { id } = await this.receive({ number, sentAt: new Date(Date.now() - 86_400_000).toISOString() });
      await this.changeFax(id, (fax) => ({
        ...fax,
        subject: { reference: `Patient/${patient.id}`, display: formatHumanName(patient.name?.[0]) },
        category: [
          ...(fax.category ?? []).filter(({ coding }) => coding?.[0]?.system !== 'urn:faxwell:fax-state'),
          { coding: [{ system: 'urn:faxwell:fax-state', code: 'closed' }] },
          { coding: [{ system: 'urn:faxwell:fax-flag', code: 'handled' }] },
          { coding: [{ system: 'http://loinc.org', ...type }] },
        ],
      }));
    }
  }

  /**
   * Puts many faxes into the inbox at once, as they are when everything about their arrival is over: open, of this
   * sender, a second apart, with nothing to read. Answers their ids in the order they were sent.
   * @param first Instant of the first.
   */
  async fill(count: number, sender: string, first: string): Promise<string[]> {
    const client = await this.admin();
    const ids: string[] = [];
    while (ids.length < count) {
      const entry = Array.from({ length: Math.min(count - ids.length, 250) }, (_, n) => ({
        request: { method: 'POST' as const, url: 'Communication' },
        resource: standingFax(sender, new Date(Date.parse(first) + (ids.length + n) * 1000).toISOString()),
      }));
      const answer = await client.executeBatch({ resourceType: 'Bundle', type: 'batch', entry });
      ids.push(...(answer.entry ?? []).flatMap(({ resource }) => resource?.id ?? []));
    }
    this.#filled.push(...ids);
    return ids;
  }

  /** What `fill` put in leaves the inbox again: urgent ones would stay on top of the lists of later tests. */
  async clearFilled(): Promise<void> {
    for (const id of this.#filled.splice(0)) {
      await this.putAway(id, 'archived');
    }
  }

  /** A colleague elsewhere moves a fax out of the inbox. */
  async putAway(id: string, state: 'junk' | 'archived'): Promise<void> {
    await this.changeFax(id, ({ category = [], ...fax }) => ({
      ...fax,
      category: [
        ...category.filter(({ coding }) => coding?.[0]?.system !== 'urn:faxwell:fax-state'),
        { coding: [{ system: 'urn:faxwell:fax-state', code: state }] },
      ],
    }));
  }

  /** How often a fax was written. */
  async versionsOf(id: string): Promise<number> {
    const client = await this.admin();
    return (await client.readHistory('Communication', id)).entry?.length ?? 0;
  }

  /** How many faxes of a sender are in a state. */
  async countOf(sender: string, state: string): Promise<number> {
    const client = await this.admin();
    const query = { 'topic:text': sender, category: `urn:faxwell:fax-state|${state}`, _summary: 'count' };
    return (await client.search('Communication', query, { cache: 'reload' })).total ?? 0;
  }

  /** Delivers another fax of a sender who is known already, and waits until it is in the inbox. */
  async receiveFrom({ sender, number }: ArrivedFax, document: Uint8Array): Promise<ArrivedFax> {
    const id = randomUUID();
    await this.deliver({ id, number, document });
    return { id: await this.faxWithCarrierId(id), sender, number };
  }

  /** Delivers a fax and waits for nothing but the carrier's answer. */
  async deliver(fax: ArrivingFax): Promise<void> {
    const document = fax.document ?? (await makePdf({ pages: ['First page', 'Second page'] }));
    const response = await fetch(this.#server.webhook, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        id: fax.id ?? randomUUID(),
        type: 'fax.received',
        from: fax.number,
        to: fax.to ?? LINES.frontOffice,
        receivedAt: fax.sentAt ?? new Date().toISOString(),
        fileName: fax.fileName ?? 'fax.pdf',
        document: Buffer.from(document).toString('base64'),
      }),
    });
    if (!response.ok) {
      throw new Error(`The fax was not taken: ${response.status}`);
    }
  }

  /** Resolves when the gateway is through with everything that was delivered. */
  async takenIn(): Promise<void> {
    const client = await this.admin();
    const waiting = { code: 'urn:faxwell:task|intake', status: 'requested,in-progress', _summary: 'count' };
    await until('A delivery is still waiting', async () => {
      const { total } = await client.search('Task', waiting, { cache: 'reload' });
      return total === 0 ? true : undefined;
    });
  }

  /** The address book knows who has a number. */
  async know(name: string, number: string): Promise<void> {
    const client = await this.admin();
    await client.createResource({
      resourceType: 'Organization',
      name,
      identifier: [{ system: 'urn:ietf:rfc:3966', value: `tel:${number}` }],
    });
  }

  /** How many received faxes carry exactly this time. */
  async countSentAt(instant: string): Promise<number> {
    const client = await this.admin();
    const bundle = await client.search(
      'Communication',
      { sent: instant, _summary: 'count' },
      { cache: 'reload' },
    );
    return bundle.total ?? 0;
  }

  /** Another record is the one that is left. */
  async mergePatient(merged: Patient, survivor: Patient): Promise<void> {
    const client = await this.admin();
    await client.updateResource<Patient>({
      ...merged,
      active: false,
      link: [{ other: { reference: `Patient/${survivor.id}` }, type: 'replaced-by' }],
    });
  }

  async createPatient({ given, family, birthDate, mrn, phone }: NewPatient): Promise<Patient> {
    const client = await this.admin();
    return client.createResource<Patient>({
      resourceType: 'Patient',
      name: [{ given: [given], family }],
      ...(birthDate && { birthDate }),
      ...(phone && { telecom: [{ system: 'phone' as const, value: phone }] }),
      ...(mrn && { identifier: [{ system: 'urn:faxwell:mrn', value: mrn }] }),
    });
  }

  /** The fax as the server holds it now. */
  async readFax(id: string): Promise<Communication> {
    return (await this.admin()).readResource('Communication', id, { cache: 'reload' });
  }

  /** Changes a fax as a colleague elsewhere does. */
  async changeFax(id: string, change: (fax: Communication) => Communication): Promise<void> {
    const client = await this.admin();
    await client.updateResource(change(await this.readFax(id)));
  }

  /** Why a number is blocked; `undefined` when it is not. */
  async blockOf(number: string): Promise<string | undefined> {
    const client = await this.admin();
    const query = { identifier: `urn:faxwell:blocked-sender|tel:${number}` };
    const [setting, ...others] = await client.searchResources('Basic', query, { cache: 'reload' });
    if (others.length > 0) {
      throw new Error(`${number} has more than one setting`);
    }
    const value = setting?.extension?.find(({ url }) => url === 'urn:faxwell:value')?.valueString;
    return JSON.parse(value ?? '{}').reason;
  }

  /** The name of who has the work on a fax. */
  async ownerOf(id: string): Promise<string | undefined> {
    const client = await this.admin();
    const tasks = await client.searchResources('Task', { focus: `Communication/${id}` }, { cache: 'reload' });
    return tasks[0]?.owner?.display;
  }

  async stateOf(id: string): Promise<string | undefined> {
    return codeOf(await this.readFax(id), 'urn:faxwell:fax-state');
  }

  /** The words of the labels on a fax. */
  async labelsOf(id: string): Promise<(string | undefined)[]> {
    const codings = (await this.readFax(id)).category?.flatMap((c) => c.coding ?? []) ?? [];
    return codings.filter(({ system }) => system === 'urn:faxwell:label').map(({ display }) => display);
  }

  async directionOf(id: string): Promise<string | undefined> {
    return codeOf(await this.readFax(id), 'http://medplum.com/fhir/CodeSystem/fax-direction');
  }

  /** The ids of what still needs a person about a fax. */
  async openAttentionOf(id: string): Promise<(string | undefined)[]> {
    const client = await this.admin();
    const query = {
      'based-on': `Communication/${id}`,
      code: 'urn:faxwell:task|attention',
      status: 'requested',
    };
    const tasks = await client.searchResources('Task', query, { cache: 'reload' });
    return tasks.map((task) => task.id);
  }

  /** A new colleague, in a team of their own. */
  async hire(given: string, family: string): Promise<Practitioner> {
    const client = await this.admin();
    const person = await client.createResource<Practitioner>({
      resourceType: 'Practitioner',
      active: true,
      name: [{ given: [given], family }],
    });
    await client.createResource({
      resourceType: 'CareTeam',
      status: 'active',
      name: 'Night shift',
      participant: [{ member: { reference: `Practitioner/${person.id}` } }],
    });
    return person;
  }

  async letGo(person: Practitioner): Promise<void> {
    const client = await this.admin();
    await client.updateResource<Practitioner>({ ...person, active: false });
  }

  /** A fax another system writes onto the server, without saying whether it was sent or received. */
  async receiveUndirected(sender: string): Promise<string> {
    const client = await this.admin();
    const fax = await client.createResource<Communication>({
      resourceType: 'Communication',
      status: 'completed',
      medium: [
        {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationMode', code: 'FAXWRIT' }],
        },
      ],
      sender: { display: sender },
      sent: new Date().toISOString(),
    });
    await until('Nobody was asked about it', async () => (await this.openAttentionOf(fax.id))[0]);
    return fax.id;
  }

  /** The charts a fax is on now: `Patient/…` of its current documents. */
  async chartsOf(id: string): Promise<(string | undefined)[]> {
    const client = await this.admin();
    const documents = await client.searchResources(
      'DocumentReference',
      { related: `Communication/${id}`, status: 'current' },
      { cache: 'reload' },
    );
    return documents.map((document) => document.subject?.reference);
  }

  /** What is on charts of a fax now, once its pages are cut out, with how many pages each file has. */
  async documentsOf(id: string): Promise<{ patient: string | undefined; pages: number }[]> {
    const client = await this.admin();
    const documents = await client.searchResources(
      'DocumentReference',
      { related: `Communication/${id}`, status: 'current', _sort: 'date' },
      { cache: 'reload' },
    );
    return Promise.all(
      documents.map(async ({ subject, content }) => {
        const file = await client.download(content[0]?.attachment.url ?? '');
        const pdf = await PDFDocument.load(await file.arrayBuffer());
        return { patient: subject?.reference, pages: pdf.getPageCount() };
      }),
    );
  }

  /** Ids of the patients found by a name. */
  async patientsNamed(name: string): Promise<(string | undefined)[]> {
    const client = await this.admin();
    const patients = await client.searchResources('Patient', { name }, { cache: 'reload' });
    return patients.map(({ id }) => id);
  }

  /** The id of a delivered fax, once it is in the inbox. */
  async faxWithCarrierId(carrierFaxId: string): Promise<string> {
    const client = await this.admin();
    return until('The fax never arrived', async () => {
      const query = { identifier: `urn:faxwell:carrier:loopback|${carrierFaxId}` };
      return (await client.searchOne('Communication', query, { cache: 'reload' }))?.id;
    });
  }
}

function standingFax(sender: string, sent: string): Communication {
  return {
    resourceType: 'Communication',
    status: 'completed',
    medium: [
      {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationMode', code: 'FAXWRIT' }],
      },
    ],
    category: [
      { coding: [{ system: 'http://medplum.com/fhir/CodeSystem/fax-direction', code: 'inbound' }] },
      { coding: [{ system: 'urn:faxwell:fax-state', code: 'open' }] },
    ],
    identifier: [{ system: 'urn:faxwell:test', value: randomUUID() }],
    sender: { display: sender },
    topic: { text: sender },
    sent,
    received: sent,
  };
}

function codeOf(fax: Communication, system: string): string | undefined {
  return fax.category?.flatMap((c) => c.coding ?? []).find((coding) => coding.system === system)?.code;
}

/** What `find` finds, asked again and again for ten seconds. */
async function until<T>(otherwise: string, find: () => Promise<T | undefined>): Promise<T> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const found = await find();
    if (found !== undefined) {
      return found;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(otherwise);
}
