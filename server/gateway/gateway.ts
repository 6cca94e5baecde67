import type { MedplumClient } from '@medplum/core';
import type { FastifyInstance } from 'fastify';
import type { Carriers } from '../carriers/registry.ts';
import { adoptForeignFaxes } from './adoption.ts';
import type { Documents, PageComparer, PageCutter } from './documents.ts';
import { createDuplicateFinder, type DuplicateFinder } from './duplicates.ts';
import { createIntakeWorker, type IntakeWorker } from './intake/intakeWorker.ts';
import { createJournal, type Journal } from './intake/journal.ts';
import { registerWebhookRoutes } from './intake/webhookRoutes.ts';
import { errorKind, type Logger } from './logger.ts';
import { settlePendingFilings } from './pendingFilings.ts';
import { createReceiveOperations, type Operations } from './receiveOperation.ts';
import { type Repeated, repeat, sideBySide } from './repeat.ts';
import type { WebhookSecrets } from './webhookSecrets.ts';

interface GatewayDependencies {
  readonly documents: Documents & PageCutter & PageComparer;
  readonly carriers: Carriers;
  readonly secrets: WebhookSecrets;
  readonly logger: Logger;
  readonly now: () => Date;
  /** No other gateway works on the FHIR server, so that nothing an earlier process had claimed has to wait. */
  readonly alone?: boolean;
  /** Whether what arrives can be kept. Unset: the FHIR server is elsewhere and says so itself. */
  readonly hasRoom?: () => Promise<boolean>;
}

/**
 * Between the carriers and a FHIR server. It keeps nothing of its own: all it knows stands in FHIR resources, so any
 * number of gateways may work for one clinic and each may die at any time.
 */
export interface Gateway {
  /** Adds the carriers' webhooks. Until `start` they answer 503. */
  registerRoutes(app: FastifyInstance): void;
  /** FHIR operations for a server that calls the gateway in its own process. */
  readonly operations: Operations;
  /** Begins to work, through this client; what earlier processes left unfinished first. */
  start(client: MedplumClient): void;
  /** Resolves when everything that was there to be done when it was called is done. For tests and for seeding. */
  idle(): Promise<void>;
  /** Takes nothing new and lets what is being worked on end. */
  stop(): Promise<void>;
}

/** Deliveries worked at once. */
const INTAKE_LANES = 4;
const INTAKE_PAUSE = 3_000;
const ADOPTION_PAUSE = 15_000;
/** The pages of a part are cut out in this time. */
const FILING_PAUSE = 5_000;
/** Each fax is looked at as it arrives; this is for those that came while another was. */
const DUPLICATES_PAUSE = 10_000;
/** How often every foreign fax is looked for, and how far back in between. */
const FULL_ADOPTION_EVERY = 30 * 60_000;
const ADOPTION_REACH = 24 * 60 * 60_000;

export function createGateway(deps: GatewayDependencies): Gateway {
  let work: Work | undefined;
  const hasRoom = deps.hasRoom ?? (async () => true);
  const started = () => {
    if (!work) {
      throw new GatewayNotStartedError();
    }
    return work;
  };
  return {
    registerRoutes: (app) =>
      registerWebhookRoutes(app, {
        ...deps,
        hasRoom,
        journal: { write: async (delivery) => await started().journal.write(delivery) },
        onJournaled: () => void started().intake.now(),
      }),
    operations: createReceiveOperations({
      client: () => started().client,
      hasRoom,
      receiveNow: async () => await started().worker.run(),
    }),
    start: (client) => {
      work = startWork(deps, client);
    },
    async idle() {
      const { intake, duplicates, adoption, filings } = started();
      await intake.now();
      await duplicates.now();
      await adoption.now();
      await filings.now();
    },
    async stop() {
      work?.worker.stop();
      work?.finder.stop();
      await Promise.all(
        [work?.intake, work?.duplicates, work?.adoption, work?.filings].map((each) => each?.stop()),
      );
    },
  };
}

class GatewayNotStartedError extends Error {
  override readonly name = 'GatewayNotStartedError';
}

interface Work {
  readonly client: MedplumClient;
  readonly journal: Journal;
  readonly worker: IntakeWorker;
  readonly finder: DuplicateFinder;
  readonly intake: Repeated;
  readonly duplicates: Repeated;
  readonly adoption: Repeated;
  readonly filings: Repeated;
}

function startWork(deps: GatewayDependencies, client: MedplumClient): Work {
  const journal = createJournal(client, deps.now, deps);
  const failed = (job: string) => (error: unknown) =>
    deps.logger.error({ job, error: errorKind(error) }, 'The gateway could not do its work; it tries again');
  const finder = createDuplicateFinder({ ...deps, client });
  const duplicates = repeat(DUPLICATES_PAUSE, finder.run, failed('duplicates'));
  const onArrived = (faxId: string) => {
    finder.add(faxId);
    void duplicates.now();
  };
  const worker = createIntakeWorker({ ...deps, client, journal, onArrived });
  const adopt = createAdoptionSweep({ ...deps, client });
  const work: Work = {
    client,
    journal,
    worker,
    finder,
    duplicates,
    intake: sideBySide(INTAKE_LANES, () =>
      repeat(INTAKE_PAUSE, async () => void (await worker.run()), failed('intake')),
    ),
    adoption: repeat(ADOPTION_PAUSE, adopt, failed('adoption')),
    filings: repeat(FILING_PAUSE, () => settlePendingFilings({ ...deps, client }), failed('filings')),
  };
  void work.intake.now();
  void work.duplicates.now();
  void work.adoption.now();
  void work.filings.now();
  return work;
}

/** All foreign faxes at first and every half hour, recent ones in between: the whole table is not read each time. */
function createAdoptionSweep(deps: GatewayDependencies & { client: MedplumClient }): () => Promise<void> {
  let fullAt = Number.NEGATIVE_INFINITY;
  return async () => {
    const now = deps.now().getTime();
    const isFull = now - fullAt >= FULL_ADOPTION_EVERY;
    await adoptForeignFaxes(deps, isFull ? undefined : new Date(now - ADOPTION_REACH).toISOString());
    fullAt = isFull ? now : fullAt;
  };
}
