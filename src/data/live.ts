import type { MedplumClient } from '@medplum/core';
import type { Bundle, Communication, Resource, Task } from '@medplum/fhirtypes';
import type { QueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { FaxRow } from '../domain/fax/fax.ts';
import { listOf } from '../domain/fhir/elements.ts';
import { FAX_MEDIUM_CODE, PARTICIPATION_MODE, TASK_CODE } from '../domain/fhir/systems.ts';
import { resourcesOf, search } from './client.ts';
import { createRecount } from './recount.ts';
import { takeNews } from './takeNews.ts';

const FAXES = `Communication?medium=${PARTICIPATION_MODE}|${FAX_MEDIUM_CODE}`;
const TASKS = `Task?code=${TASK_CODE}|`;

/** A socket may blink for this long before anybody is told. */
const NOT_LIVE_AFTER_MS = 10_000;
const POLL_MS = 30_000;
/** Counts follow events by themselves; they are asked for where an event does not tell, and now and then to be sure. */
const COUNT_AFTER_MS = 2_000;
const COUNT_AGAIN_AFTER_MS = 60_000;
const CAUGHT_UP_AT_ONCE = 200;
/** Until the first event tells the server's time, ours may be ahead of it by so much. */
const CLOCKS_DIFFER_MS = 10 * 60_000;

interface LiveConnection {
  stop(): void;
}

interface LiveState {
  /** False once the socket has been down for ten seconds; then the app asks every thirty. */
  readonly live: boolean;
}

export const LiveContext = createContext<LiveState>({ live: true });

/** Whether news come by themselves now. */
export function useLive(): LiveState {
  return useContext(LiveContext);
}

/**
 * Keeps the cache right by events: two subscriptions without state in their criteria, so that a fax that leaves a
 * folder is announced too. Missed events are not replayed by any server, so every connect catches up by `_lastUpdated`.
 */
export function connectLive(
  client: MedplumClient,
  queryClient: QueryClient,
  onLive: (live: boolean) => void,
): LiveConnection {
  let isStopped = false;
  let lastSeen = new Date(Date.now() - CLOCKS_DIFFER_MS).toISOString();
  const recount = createRecount(queryClient);
  const news = createNews();

  const take = (resources: readonly Resource[]) => {
    if (isStopped || resources.length === 0) {
      // Asked for by somebody who has signed out since.
      return;
    }
    lastSeen = resources.reduce((last, { meta }) => latest(last, meta?.lastUpdated), lastSeen);
    const isCounted = takeNews(client, queryClient, resources, news.isNews);
    recount.after(isCounted ? COUNT_AGAIN_AFTER_MS : COUNT_AFTER_MS);
  };
  const gather = createGathering(take);
  const catchUp = () =>
    void fetchSince(client, lastSeen).then((resources) => {
      take(resources);
      news.begin(lastSeen);
    }, ignoreUntilNextTime);
  const watch = watchConnection(onLive, catchUp);
  const stopListening = [FAXES, TASKS].map((criteria) =>
    listen(client, criteria, {
      message: ({ payload }) => gather(eventResources(payload)),
      connect: watch.up,
      close: watch.down,
      error: watch.down,
    }),
  );
  // Until the first connect the socket counts as down.
  watch.down();
  return {
    stop: () => {
      isStopped = true;
      for (const stop of stopListening) {
        stop();
      }
      watch.stop();
      recount.stop();
    },
  };
}

/** Too short to be noticed, long enough that somebody who changes hundreds of faxes does not draw every list as often. */
const GATHERED_FOR_MS = 50;

/** Hands on what comes in quick succession together. */
function createGathering(take: (resources: readonly Resource[]) => void) {
  let gathered: Resource[] = [];
  return (resources: readonly Resource[]) => {
    if (gathered.length === 0 && resources.length > 0) {
      setTimeout(() => {
        const all = gathered;
        gathered = [];
        take(all);
      }, GATHERED_FOR_MS);
    }
    gathered.push(...resources);
  };
}

interface SocketListeners {
  message(event: { readonly payload: Bundle }): void;
  connect(): void;
  close(): void;
  error(): void;
}

/** Subscribes to criteria until the result is called. */
function listen(client: MedplumClient, criteria: string, listeners: SocketListeners): () => void {
  const emitter = client.subscribeToCriteria(criteria);
  emitter.addEventListener('message', listeners.message);
  emitter.addEventListener('connect', listeners.connect);
  emitter.addEventListener('close', listeners.close);
  emitter.addEventListener('error', listeners.error);
  return () => {
    emitter.removeEventListener('message', listeners.message);
    emitter.removeEventListener('connect', listeners.connect);
    emitter.removeEventListener('close', listeners.close);
    emitter.removeEventListener('error', listeners.error);
    client.unsubscribeFromCriteria(criteria);
  };
}

/** Tells whether the socket is up, and asks by itself while it is not. */
function watchConnection(onLive: (live: boolean) => void, catchUp: () => void) {
  let downTimer: ReturnType<typeof setTimeout> | undefined;
  let pollTimer: ReturnType<typeof setInterval> | undefined;
  const stop = () => {
    clearTimeout(downTimer);
    downTimer = undefined;
    clearInterval(pollTimer);
    pollTimer = undefined;
  };
  return {
    stop,
    up: () => {
      stop();
      onLive(true);
      catchUp();
    },
    down: () => {
      downTimer ??= setTimeout(() => {
        onLive(false);
        catchUp();
        pollTimer ??= setInterval(catchUp, POLL_MS);
      }, NOT_LIVE_AFTER_MS);
    },
  };
}

/**
 * Tells, once for each fax, that it was received while somebody looks. By the server's clock, which the first catching
 * up tells: until then nothing is news, for the lists have only just been asked for.
 */
function createNews() {
  let since: string | undefined;
  const told = new Set<string>();
  return {
    begin: (at: string) => {
      since ??= at;
    },
    isNews: (row: FaxRow): boolean => {
      const received = row.kind === 'fax' ? row.received : undefined;
      const isLater = since && received ? Date.parse(received) > Date.parse(since) : false;
      const isNews = isLater && !told.has(row.id);
      if (isNews) {
        told.add(row.id);
      }
      return isNews;
    },
  };
}

/** The resources of an event: https://hl7.org/fhir/uv/subscriptions-backport/ puts a SubscriptionStatus first. */
function eventResources(bundle: Bundle): Resource[] {
  return listOf(bundle.entry).flatMap((entry) =>
    entry.resource && entry.resource.resourceType !== 'SubscriptionStatus' ? [entry.resource] : [],
  );
}

async function fetchSince(client: MedplumClient, since: string): Promise<Resource[]> {
  const range = [
    ['_lastUpdated', `ge${since}`],
    ['_sort', '_lastUpdated'],
    ['_count', String(CAUGHT_UP_AT_ONCE)],
  ] as const;
  const faxes = await search<Communication>(client, 'Communication', [['medium', FAX_MEDIUM_CODE], ...range]);
  const tasks = await search<Task>(client, 'Task', [['code', `${TASK_CODE}|`], ...range]);
  const found = [...resourcesOf<Resource>(faxes), ...resourcesOf<Resource>(tasks)];
  const newest = found.reduce((last, resource) => latest(last, resource.meta?.lastUpdated), since);
  // A full page may hide more behind it.
  const isFull = [faxes, tasks].some((bundle) => resourcesOf<Resource>(bundle).length >= CAUGHT_UP_AT_ONCE);
  return isFull && newest > since ? [...found, ...(await fetchSince(client, newest))] : found;
}

function latest(a: string, b: string | undefined): string {
  return b && b > a ? b : a;
}

/** Without a connection there is nothing to catch up with; the next poll or connect tries again. */
function ignoreUntilNextTime(): void {}
