import type { Connection } from './connection.ts';
import { normalise, wordsOf } from './text.ts';

/** Numbers remembered per kind; a load meets the same codes and lines over and over. */
const REMEMBERED = 50_000;

/**
 * Gives resources and terms their numbers in the index tables. Used on the writing connection only.
 * What it remembers may belong to a transaction that is undone: {@link Dictionary.forget} then.
 */
export class Dictionary {
  readonly #connection: Connection;
  readonly #resources = new Map<string, number>();
  readonly #terms = new Map<string, number>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  forget(): void {
    this.#resources.clear();
    this.#terms.clear();
  }

  /** A number for a resource that nothing stored or referred to so far, else undefined. */
  newResource(type: string, id: string): number | undefined {
    const statement = 'INSERT INTO resource (type, id) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING rid';
    return this.#connection.get<{ rid: number }>(statement, type, id)?.rid;
  }

  /** The number of a resource, stored or only referred to; a new one if it has none. */
  resource(type: string, id: string): number {
    const name = `${type}/${id}`;
    const known = this.#resources.get(name);
    if (known !== undefined) return known;
    const statement = 'SELECT rid FROM resource WHERE id = ? AND type = ?';
    const rid = this.#connection.get<{ rid: number }>(statement, id, type)?.rid ?? this.newResource(type, id);
    return this.#remember(this.#resources, name, rid);
  }

  /**
   * The number of a term; a new one if it has none.
   * @param searchable whether parts of the value can be searched for, in any case and without accents.
   */
  term(pid: number, system: string, value: string, searchable: boolean): number {
    // A control character cannot occur in a FHIR code or URI.
    const name = `${pid}\u0001${system}\u0001${value}`;
    const known = this.#terms.get(name);
    if (known !== undefined) return known;
    const row = this.#connection.get<{ tid: number }>(
      'SELECT tid FROM term WHERE pid = ? AND code = ? AND system = ?',
      pid,
      value,
      system,
    );
    return this.#remember(this.#terms, name, row?.tid ?? this.#addTerm(pid, system, value, searchable));
  }

  #addTerm(pid: number, system: string, value: string, searchable: boolean): number | undefined {
    const norm = searchable ? normalise(value) : null;
    const tid = this.#connection.get<{ tid: number }>(
      'INSERT INTO term (pid, system, code, norm, count) VALUES (?, ?, ?, ?, 0) RETURNING tid',
      pid,
      system,
      value,
      norm,
    )?.tid;
    if (tid === undefined || norm === null) return tid;
    for (const word of new Set(wordsOf(norm))) {
      this.#connection.run('INSERT INTO word (pid, word, tid) VALUES (?, ?, ?)', pid, word, tid);
    }
    this.#connection.run('INSERT INTO term_trigram (rowid, norm) VALUES (?, ?)', tid, norm);
    return tid;
  }

  #remember(kind: Map<string, number>, name: string, number: number | undefined): number {
    if (number === undefined) throw new Error('An index row was neither found nor made');
    if (kind.size >= REMEMBERED) kind.clear();
    kind.set(name, number);
    return number;
  }
}
