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
        wanted.set(`${pair.pid}|${pair.key}`, pair);
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
      for (const { pid, key } of this.#connection.all<Pair>(
        'SELECT pid, key FROM entry WHERE rid = ?',
        rid,
      )) {
        const name = `${pid}|${key}`;
        if (wanted.has(name) && before === sort) {
          wanted.delete(name);
          continue;
        }
        this.#connection.run('DELETE FROM entry WHERE rid = ? AND pid = ? AND key = ?', rid, pid, key);
        this.#connection.run(
          'DELETE FROM posting WHERE pid = ? AND key = ? AND sort = ? AND rid = ?',
          pid,
          key,
          before,
          rid,
        );
        if (key < 0) this.#counted.push(key);
      }
    }
    if (wanted.size === 0) return;
    // All rows in two statements: one by one, calling SQLite costs more than what it does.
    const pairs = JSON.stringify([...wanted.values()].map(({ pid, key }) => [pid, key]));
    this.#connection.run(
      'INSERT INTO entry (rid, pid, key) SELECT ?, value ->> 0, value ->> 1 FROM json_each(?)',
      rid,
      pairs,
    );
    this.#connection.run(
      'INSERT INTO posting (pid, key, sort, rid) SELECT value ->> 0, value ->> 1, ?, ? FROM json_each(?)',
      sort,
      rid,
      pairs,
    );
    for (const { key } of wanted.values()) if (key < 0) this.#counted.push(-key);
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
