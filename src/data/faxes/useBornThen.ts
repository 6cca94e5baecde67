import type { Patient } from '@medplum/fhirtypes';
import { useMedplum } from '@medplum/react-hooks';
import { useQuery } from '@tanstack/react-query';
import { resourcesOf, search } from '../client.ts';

interface BornThen {
  /** `Patient/…`; `undefined` while it is not known, or when no day is asked for. */
  readonly patients: readonly string[] | undefined;
  readonly error: Error | null;
  retry(): Promise<unknown>;
}

/** More than a clinic has patients born on one day. */
const AT_MOST = '200';

/**
 * Everybody born on a day (FHIR date), in use or not: faxes stay with the record they were filed to. Asked by POST, and
 * looked up before the faxes: a chain from the fax to its patient's birth date costs more, and tells nothing of faxes
 * that arrive while the list is shown.
 */
export function useBornThen(birthDate: string | undefined): BornThen {
  const client = useMedplum();
  const { data, error, refetch } = useQuery({
    queryKey: ['patients', 'born', birthDate],
    queryFn: async ({ signal }) => {
      const params = [
        ['birthdate', birthDate ?? ''],
        ['_elements', 'id'],
        ['_count', AT_MOST],
      ] as const;
      const bundle = await search<Patient>(client, 'Patient', params, { isPrivate: true, signal });
      return resourcesOf(bundle).map(({ id }) => `Patient/${id}`);
    },
    enabled: Boolean(birthDate),
    staleTime: 60_000,
    // Birth dates do not stay behind in memory.
    gcTime: 60_000,
  });
  return { patients: birthDate ? data : undefined, error, retry: refetch };
}
