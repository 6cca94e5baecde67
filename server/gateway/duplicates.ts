import type { MedplumClient } from '@medplum/core';
import type { DuplicateOf, Fax } from '../../src/domain/fax/fax.ts';
import { parseFax } from '../../src/domain/fax/parseFax.ts';
import { identifierOf } from '../../src/domain/fhir/elements.ts';
import { DOCUMENT_SHA256, FAX_DIRECTION, FAX_MEDIUM_CODE, TEL } from '../../src/domain/fhir/systems.ts';
import { isE164 } from '../../src/domain/intake/caller.ts';
import {
  type Compared,
  chooseCandidates,
  LOOK_BACK,
  makeCompared,
  pickEarlier,
} from '../../src/domain/intake/duplicates.ts';
import type { Fingerprint } from '../../src/domain/intake/fingerprint.ts';
import { telUri } from '../../src/domain/phone/phone.ts';
import type { PageComparer } from './documents.ts';
import { putChecked } from './fhirWrites.ts';
import { errorKind, type Logger } from './logger.ts';

interface DuplicateDependencies {
  readonly client: MedplumClient;
  readonly documents: PageComparer;
  readonly logger: Logger;
  readonly now: () => Date;
}

/** Looks whether faxes that arrived repeat earlier ones, one after the other, while they are in the inbox already. */
export interface DuplicateFinder {
  /** Says that a fax has arrived. */
  add(faxId: string): void;
  /** Looks at all that were added, and the first time at what an ended process left behind. */
  run(): Promise<void>;
  /** Begins no further one. */
  stop(): void;
}

/** What nobody had looked at when the last process ended arrived no longer ago than this. */
const LEFT_BEHIND_MS = 60 * 60_000;

export function createDuplicateFinder(deps: DuplicateDependencies): DuplicateFinder {
  const waiting = new Set<string>();
  let isFirst = true;
  let stopped = false;
  return {
    add: (faxId) => void waiting.add(faxId),
    stop() {
      stopped = true;
    },
    async run() {
      if (isFirst) {
        for (const fax of await findLeftBehind(deps)) waiting.add(fax.id);
        isFirst = false;
      }
      for (const faxId of waiting) {
        if (stopped) {
          return;
        }
        waiting.delete(faxId);
        try {
          await compareOne(deps, faxId);
        } catch (error) {
          // Only the hint is missing then; the fax itself is in the inbox.
          deps.logger.warn({ fax: faxId, error: errorKind(error) }, 'Earlier faxes could not be looked at');
        }
      }
    },
  };
}

async function findLeftBehind(deps: DuplicateDependencies): Promise<Fax[]> {
  const since = new Date(deps.now().getTime() - LEFT_BEHIND_MS).toISOString();
  const found = await searchFaxes(deps.client, { _lastUpdated: `ge${since}`, _sort: '-_lastUpdated' });
  return found.filter((fax) => !fax.fingerprint && !fax.duplicateOf);
}

/** How often somebody else's save is given way to. */
const TRIES = 4;

async function compareOne(deps: DuplicateDependencies, faxId: string): Promise<void> {
  let compared: Compared | undefined;
  for (let tries = 1; tries <= TRIES; tries++) {
    const fax = parseFax(await deps.client.readResource('Communication', faxId, { cache: 'reload' }));
    if (!fax.ok || fax.value.fingerprint || fax.value.duplicateOf) {
      return;
    }
    compared ??= await compare(deps, fax.value);
    const changed = makeCompared(fax.value, compared);
    if (!changed || (await putChecked(deps.client, changed)) !== 'conflict') {
      return;
    }
  }
}

async function compare(deps: DuplicateDependencies, fax: Fax): Promise<Compared> {
  const sameFile = await findSameFile(deps.client, fax);
  const url = fax.document?.contentType === 'application/pdf' ? fax.document.url : undefined;
  const bytes = url && !fax.documentProblem ? await download(deps.client, url) : undefined;
  const fingerprint = bytes && (await deps.documents.fingerprint(bytes));
  const duplicateOf =
    sameFile ?? (bytes && fingerprint ? await findSamePages(deps, fax, bytes, fingerprint) : undefined);
  return { ...(fingerprint && { fingerprint }), ...(duplicateOf && { duplicateOf }) };
}

/** From whatever number it came: nobody sends the same bytes by chance. */
async function findSameFile(client: MedplumClient, fax: Fax): Promise<DuplicateOf | undefined> {
  const sha256 = identifierOf(fax.communication, DOCUMENT_SHA256);
  const found = sha256
    ? await searchFaxes(client, { identifier: `${DOCUMENT_SHA256}|${sha256}`, _sort: '-sent' })
    : [];
  const earlier = pickEarlier(fax, found);
  return earlier && repetitionOf(earlier, 'same-file');
}

async function findSamePages(
  deps: DuplicateDependencies,
  fax: Fax,
  bytes: Buffer,
  fingerprint: Fingerprint,
): Promise<DuplicateOf | undefined> {
  const candidates = chooseCandidates(fax, fingerprint, await searchSender(deps, fax));
  for (const earlier of candidates) {
    const url = earlier.document?.url;
    const pages = url ? await deps.documents.countSamePages(bytes, await download(deps.client, url)) : 0;
    if (pages > 0) {
      return { ...repetitionOf(earlier, 'same-pages'), pages };
    }
  }
  return undefined;
}

function repetitionOf(earlier: Fax, kind: DuplicateOf['kind']): DuplicateOf {
  return { reference: `Communication/${earlier.id}`, kind, ...(earlier.sent && { sent: earlier.sent }) };
}

async function searchSender({ client, now }: DuplicateDependencies, fax: Fax): Promise<Fax[]> {
  const number = fax.originatingNumber;
  if (!number || !isE164(number)) {
    return [];
  }
  const since = new Date(now().getTime() - LOOK_BACK.days * 24 * 60 * 60_000).toISOString();
  return await searchFaxes(client, {
    'sender:identifier': `${TEL}|${telUri(number)}`,
    sent: `ge${since}`,
    _sort: '-sent',
  });
}

/** Received faxes, at most so many as are looked back over. */
async function searchFaxes(client: MedplumClient, query: Record<string, string>): Promise<Fax[]> {
  const params = new URLSearchParams({
    medium: FAX_MEDIUM_CODE,
    category: `${FAX_DIRECTION}|inbound`,
    ...query,
    _count: String(LOOK_BACK.faxes),
  });
  const found = await client.searchResources('Communication', params, { cache: 'reload' });
  return found.flatMap((communication) => {
    const fax = parseFax(communication);
    return fax.ok ? [fax.value] : [];
  });
}

async function download(client: MedplumClient, url: string): Promise<Buffer> {
  return Buffer.from(await (await client.downloadResponse(url)).arrayBuffer());
}
