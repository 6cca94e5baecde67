import { type FaxFilter, lookInto, type TypedSearch } from '../../domain/fax/faxFilter.ts';
import type { FilterId } from '../../domain/fax/filters.ts';

/** What is chosen and typed without some of the filters. */
export function takeOff(
  ids: readonly FilterId[],
  filter: FaxFilter,
  typed: TypedSearch,
): [filter: FaxFilter, typed: TypedSearch] {
  return ids.reduce<[FaxFilter, TypedSearch]>(
    ([some, words], id) => withoutOne(id, some, words),
    [filter, typed],
  );
}

function withoutOne(id: FilterId, filter: FaxFilter, typed: TypedSearch): [FaxFilter, TypedSearch] {
  switch (id) {
    case 'state':
      return [lookInto(filter, undefined), typed];
    case 'dates':
      return [{ ...filter, from: undefined, to: undefined }, typed];
    case 'words':
      return [filter, { ...typed, words: '' }];
    case 'sender':
    case 'birthDate':
      return [filter, { ...typed, [id]: undefined }];
    default:
      return [{ ...filter, [id]: undefined }, typed];
  }
}
