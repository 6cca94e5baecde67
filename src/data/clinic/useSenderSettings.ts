import type { MedplumClient } from '@medplum/core';
import type { Basic, Bundle } from '@medplum/fhirtypes';
import { useMedplum } from '@medplum/react-hooks';
import { useQuery } from '@tanstack/react-query';
import { parseSenderSetting, type SenderSetting } from '../../domain/clinic/blockedSender.ts';
import { TASK_CODE } from '../../domain/fhir/systems.ts';
import { resourcesOf, search } from '../client.ts';
import { describeError, type ErrorWords } from '../errors.ts';

export const SENDER_SETTINGS_KEY = ['clinic', 'sender-settings'] as const;

interface SenderSettings {
  /** Of every number that is blocked, or was; `undefined` until they are known. */
  readonly settings: readonly SenderSetting[] | undefined;
  readonly problem?: ErrorWords;
}

/** What the desk decided about numbers, whatever was decided last on top; asked anew by whoever shows all of it. */
export function useSenderSettings(refetchOnMount: true | 'always' = true): SenderSettings {
  const client = useMedplum();
  const { data, error } = useQuery({
    queryKey: SENDER_SETTINGS_KEY,
    queryFn: async () => (await fetchAll(client)).flatMap((basic) => parseSenderSetting(basic) ?? []),
    // No event tells of settings: a fax in Junk should know soon whether its sender still is blocked.
    staleTime: 60_000,
    refetchOnMount,
  });
  return { settings: data, ...(error && { problem: describeError(error) }) };
}

/** What was decided about one number; `undefined` while that is not known, too. */
export function useSenderSetting(number: string | undefined): SenderSetting | undefined {
  return useSenderSettings().settings?.find((setting) => setting.number === number);
}

/** Page after page: a number nobody shows could not be unblocked. */
async function fetchAll(client: MedplumClient): Promise<Basic[]> {
  const all: Basic[] = [];
  let bundle: Bundle<Basic> | undefined = await search<Basic>(client, 'Basic', [
    ['code', `${TASK_CODE}|blocked-sender`],
    ['_sort', '-_lastUpdated'],
    ['_count', '500'],
  ]);
  while (bundle) {
    all.push(...resourcesOf(bundle));
    const next: string | undefined = bundle.link?.find(({ relation }) => relation === 'next')?.url;
    bundle = next ? await client.get<Bundle<Basic>>(next, { cache: 'no-store' }) : undefined;
  }
  return all;
}
