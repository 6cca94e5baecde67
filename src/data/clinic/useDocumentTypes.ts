import type { ValueSet } from '@medplum/fhirtypes';
import { useMedplum } from '@medplum/react-hooks';
import { useQuery } from '@tanstack/react-query';
import { type DocumentType, parseDocumentTypes } from '../../domain/clinic/documentTypes.ts';
import { DOCUMENT_TYPES_URL } from '../../domain/fhir/systems.ts';
import { resourcesOf, search } from '../client.ts';

const NO_TYPES: readonly DocumentType[] = [];

/** The clinic's document types, in its order. */
export function useDocumentTypes(): readonly DocumentType[] {
  const client = useMedplum();
  const query = useQuery({
    queryKey: ['clinic', 'document-types'],
    queryFn: async () => {
      const bundle = await search<ValueSet>(client, 'ValueSet', [['url', DOCUMENT_TYPES_URL]]);
      return parseDocumentTypes(resourcesOf(bundle)[0]);
    },
    staleTime: 5 * 60_000,
  });
  return query.data ?? NO_TYPES;
}
