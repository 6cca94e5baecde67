import type { MedplumClient } from '@medplum/core';
import { makeFaxQuery } from '../../domain/fax/faxFilter.ts';
import { FOLDER_IDS, FOLDERS, type FolderId, type Viewer } from '../../domain/fax/folders.ts';
import { OPEN_ATTENTION_QUERY } from '../../domain/intake/attentionTask.ts';

/** What has a count in the rail. */
export type FolderCounts = Partial<Record<FolderId | 'attention', number>>;

/** One batch for all counted folders. https://hl7.org/fhir/R4/search.html#summary */
export async function fetchCounts(client: MedplumClient, viewer: Viewer): Promise<FolderCounts> {
  const searches = [
    ...FOLDER_IDS.filter((id) => FOLDERS[id].counted).map((folder) => {
      const filter = { folder, order: 'newest' } as const;
      const query = makeFaxQuery({ filter, words: '', timeZone: 'UTC', viewer });
      return { id: folder, type: 'Communication', query };
    }),
    { id: 'attention' as const, type: 'Task', query: OPEN_ATTENTION_QUERY },
  ];
  const asked = searches.flatMap(({ query, ...rest }) => (query ? [{ ...rest, query }] : []));
  const bundle = await client.executeBatch({
    resourceType: 'Bundle',
    type: 'batch',
    entry: asked.map(({ type, query }) => {
      const params = new URLSearchParams(
        [...query, ['_summary', 'count']].map(([name, value]) => [name!, value!]),
      );
      return { request: { method: 'GET', url: `${type}?${params}` } };
    }),
  });
  const totals = bundle.entry?.map((entry) =>
    entry.resource?.resourceType === 'Bundle' ? entry.resource.total : undefined,
  );
  // What nothing can be in counts nothing.
  const none = searches.filter(({ query }) => !query).map(({ id }) => [id, 0]);
  return Object.fromEntries([...asked.map(({ id }, index) => [id, totals?.[index]]), ...none]);
}
