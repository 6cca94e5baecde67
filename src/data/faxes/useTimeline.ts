import type { MedplumClient } from '@medplum/core';
import type { AuditEvent, Task } from '@medplum/fhirtypes';
import { useMedplum } from '@medplum/react-hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { buildTimeline } from '../../domain/timeline/timeline.ts';
import type { TimelineEvent } from '../../domain/timeline/timelineEvent.ts';
import { resourcesOf, search } from '../client.ts';
import { useDocumentTypes } from '../clinic/useDocumentTypes.ts';
import { describeError, type ErrorWords } from '../errors.ts';
import { faxQueries } from './faxQueries.ts';

const VERSIONS_AT_MOST = 200;
const NO_EVENTS: readonly TimelineEvent[] = [];

interface FaxTimeline {
  readonly events: readonly TimelineEvent[];
  readonly status: 'loading' | 'ready' | 'failed';
  readonly problem?: ErrorWords;
}

/** What happened to the open fax. Reads its history, which no list ever does. */
export function useTimeline(faxId: string | undefined): FaxTimeline {
  const client = useMedplum();
  const types = useDocumentTypes();
  const query = useQuery({
    queryKey: faxQueries.timelineKey(faxId ?? ''),
    queryFn: () => fetchHistory(client, faxId!),
    enabled: faxId !== undefined,
  });
  const events = useMemo(
    () => (query.data ? buildTimeline({ ...query.data, types }) : NO_EVENTS),
    [query.data, types],
  );
  return {
    events,
    status: query.data ? 'ready' : query.error ? 'failed' : 'loading',
    ...(query.error && { problem: describeError(query.error) }),
  };
}

async function fetchHistory(client: MedplumClient, faxId: string) {
  // Medplum shows who wrote a version only when asked to with this header.
  const extended = { headers: { 'X-Medplum': 'extended' }, cache: 'no-store' } as const;
  const reference = `Communication/${faxId}`;
  const [versions, focused, based, audit] = await Promise.all([
    client.readHistory('Communication', faxId, { count: VERSIONS_AT_MOST }, extended),
    search<Task>(client, 'Task', [['focus', reference]]),
    search<Task>(client, 'Task', [['based-on', reference]]),
    // Elsewhere only admins may read the audit; their colleagues' timeline comes without later openings.
    search<AuditEvent>(client, 'AuditEvent', [
      ['entity', reference],
      ['_count', '100'],
    ]).catch(() => undefined),
  ]);
  // Read after it is known which Task it is; the work has a history of its own.
  const [work] = resourcesOf(focused);
  const workVersions = work?.id
    ? await client.readHistory('Task', work.id, { count: VERSIONS_AT_MOST }, extended)
    : undefined;
  return {
    versions: resourcesOf(versions),
    workVersions: workVersions ? resourcesOf(workVersions) : [],
    tasks: [...resourcesOf(focused), ...resourcesOf(based)],
    audit: audit ? resourcesOf(audit) : [],
  };
}
