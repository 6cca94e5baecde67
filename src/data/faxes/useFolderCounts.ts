import { useMedplum } from '@medplum/react-hooks';
import { useQuery } from '@tanstack/react-query';
import { NOBODY } from '../../domain/fax/folders.ts';
import { useViewer } from '../clinic/useViewer.ts';
import { faxQueries } from './faxQueries.ts';
import type { FolderCounts } from './folderCounts.ts';

const NO_COUNTS: FolderCounts = {};

/** How many faxes are in the counted folders; asked at sign-in, then they follow events (`live.ts`, `patchCounts.ts`). */
export function useFolderCounts(): FolderCounts {
  const client = useMedplum();
  const viewer = useViewer();
  const query = useQuery({
    ...faxQueries.counts(client, viewer ?? NOBODY),
    enabled: viewer !== undefined,
  });
  return query.data ?? NO_COUNTS;
}
