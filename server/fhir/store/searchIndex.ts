import type { Resource } from '@medplum/fhirtypes';
import type { Connection } from './connection.ts';
import type { Dictionary } from './dictionary.ts';
import { extract, type IndexEntry } from './extract.ts';
import { NO_SORT, type ParameterIds, WHOLE_TYPE_CODE } from './parameters.ts';

/** Key under which an element is listed that holds nothing to search for; `:missing` finds it. */
const PRESENT = 0;

/** The term that every resource of a type has. */
const WHOLE_TYPE: IndexEntry = {
  kind: 'term',
  code: WHOLE_TYPE_CODE,
  facet: 'value',
  system: '',
  value: '',
  searchable: false,
};

/** Keeps the index tables in step with the resources. Used on the writing connection only. */
export class SearchIndex {
  readonly #connection: Connection;
  readonly #parameters: ParameterIds;
  readonly #dictionary: Dictionary;
  readonly #localBase: string;
  /**
   * Terms gained (positive) and lost (negative) since the last commit. Written then, in one go: a batch meets the same
   * codes hundreds of times. Until then the counts of an open transaction are estimates.
   */
  readonly #counted: number[] = [];

  constructor(connection: Connection, parameters: ParameterIds, dictionary: Dictionary, localBase: string) {
    this.#connection = connection;
    this.#parameters = parameters;
    this.#dictionary = dictionary;
    this.#localBase = localBase;
  }

  mark(): number {
    return this.#counted.length;
  }

  undone(mark: number): void {
    this.#counted.length = mark;
    this.#dictionary.forget();
  }

  /** Writes the counts of terms; the last step before a commit. */
  flush(): void {
    const changed = new Map<number, number>();
    for (const tid of this.#counted.splice(0)) {
      changed.set(Math.abs(tid), (changed.get(Math.abs(tid)) ?? 0) + Math.sign(tid));
    }
    for (const [tid, by] of changed) {
      if (by !== 0) this.#connection.run('UPDATE term SET count = count + ? WHERE tid = ?', by, tid);
    }
  }

  /**
   * Indexes the new state of a resource; undefined takes it out.
   * @param before sort key it was indexed with, undefined when it was not indexed.
   * @returns its new sort key.
   */
  replace(rid: number, resource: Resource | undefined, before: number | undefined): number {
    const found = resource && extract(resource, this.#localBase);
    const sort = found?.sort ?? NO_SORT;
    const wanted = new Map<string, Pair>();
    if (resource && found) {
      for (const entry of [WHOLE_TYPE, ...found.entries]) {
        const pair = this.#pair(resource.resourceType, entry);
        wanted.set(nameOf(pair), pair);
      }
    }
    this.#replacePairs(rid, wanted, sort, before);
    if (before !== undefined) this.#connection.run('DELETE FROM range WHERE rid = ?', rid);
    for (const { code, lo, hi } of found?.ranges ?? []) {
      const pid = this.#parameters.of(resource?.resourceType ?? '', code);
      this.#connection.run(
        'INSERT OR IGNORE INTO range (rid, pid, lo, hi) VALUES (?, ?, ?, ?)',
        rid,
        pid,
        lo,
        hi,
      );
    }
    return sort;
  }

  /** Touches only the rows that differ: most updates of a fax change one category. */
  #replacePairs(rid: number, wanted: Map<string, Pair>, sort: number, before: number | undefined): void {
    if (before !== undefined) {
      const indexed = this.#connection.all<Pair>('SELECT pid, key FROM entry WHERE rid = ?', rid);
      for (const pair of indexed) {
        const stays = before === sort && wanted.delete(nameOf(pair));
        if (!stays) this.#removePair(rid, pair, before);
      }
    }
    if (wanted.size > 0) this.#addPairs(rid, [...wanted.values()], sort);
  }

  #removePair(rid: number, { pid, key }: Pair, sort: number): void {
    this.#connection.run('DELETE FROM entry WHERE rid = ? AND pid = ? AND key = ?', rid, pid, key);
    const posting = 'DELETE FROM posting WHERE pid = ? AND key = ? AND sort = ? AND rid = ?';
    this.#connection.run(posting, pid, key, sort, rid);
    if (key < 0) this.#counted.push(key);
  }

  /** All rows in two statements: one by one, calling SQLite costs as much as what it does. */
  #addPairs(rid: number, pairs: Pair[], sort: number): void {
    const list = JSON.stringify(pairs.map(({ pid, key }) => [pid, key]));
    const entries = 'INSERT INTO entry (rid, pid, key) SELECT ?, value ->> 0, value ->> 1 FROM json_each(?)';
    this.#connection.run(entries, rid, list);
    const postings =
      'INSERT INTO posting (pid, key, sort, rid) SELECT value ->> 0, value ->> 1, ?, ? FROM json_each(?)';
    this.#connection.run(postings, sort, rid, list);
    for (const { key } of pairs) if (key < 0) this.#counted.push(-key);
  }

  /** Resources referred to have positive keys and terms negative ones, so that a reference may be either. */
  #pair(resourceType: string, entry: IndexEntry): Pair {
    switch (entry.kind) {
      case 'present':
        return { pid: this.#parameters.of(resourceType, entry.code), key: PRESENT };
      case 'reference':
        return {
          pid: this.#parameters.of(resourceType, entry.code),
          key: this.#dictionary.resource(entry.type, entry.id),
        };
      case 'term': {
        const pid = this.#parameters.of(resourceType, entry.code, entry.facet);
        return { pid, key: -this.#dictionary.term(pid, entry.system, entry.value, entry.searchable) };
      }
    }
  }
}

interface Pair {
  pid: number;
  key: number;
}

function nameOf({ pid, key }: Pair): string {
  return `${pid}|${key}`;
}
