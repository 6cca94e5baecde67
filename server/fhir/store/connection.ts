import { backup, DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

/** Statements kept prepared; searches build a few dozen different texts, loads use a handful. */
const PREPARED_STATEMENTS = 400;

/** More than a data file has: a copy in one step is of one moment, and a write elsewhere cannot make it start again. */
const ALL_PAGES = 2 ** 31 - 1;

/** A value that can be bound to `?`. */
export type SqlValue = SQLInputValue;

/** One connection to the data file, with its prepared statements. */
export class Connection {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #recorded: Set<string> | undefined;

  constructor(file: string, options: { readOnly?: boolean } = {}) {
    this.#database = new DatabaseSync(file, { readOnly: options.readOnly ?? false });
    this.#database.exec(
      'PRAGMA busy_timeout = 5000; PRAGMA cache_size = -65536; PRAGMA mmap_size = 1073741824',
    );
  }

  /** Whether a transaction is open; SQLite ends one by itself when, for example, the disk is full. */
  get inTransaction(): boolean {
    return this.#database.isTransaction;
  }

  /** Runs statements without values or result: schema, pragmas, transaction control. */
  exec(sql: string): void {
    this.#database.exec(sql);
  }

  run(sql: string, ...values: SqlValue[]): void {
    this.#prepare(sql).run(...values);
  }

  /** The first row, or undefined. The caller names the row's shape because it wrote the columns. */
  get<Row>(sql: string, ...values: SqlValue[]): Row | undefined {
    return this.#prepare(sql).get(...values) as Row | undefined;
  }

  all<Row>(sql: string, ...values: SqlValue[]): Row[] {
    return this.#prepare(sql).all(...values) as Row[];
  }

  /** Rows one by one; stop early by leaving the loop. */
  iterate<Row>(sql: string, ...values: SqlValue[]): Iterable<Row> {
    return this.#prepare(sql).iterate(...values) as Iterable<Row>;
  }

  /** Writes the data of this moment to another file, whoever else reads and writes meanwhile. */
  async copyTo(file: string): Promise<void> {
    await backup(this.#database, file, { rate: ALL_PAGES });
  }

  /** The texts of all statements that `work` prepares or reuses. */
  recordStatements(work: () => void): string[] {
    const recorded = new Set<string>();
    this.#recorded = recorded;
    try {
      work();
    } finally {
      this.#recorded = undefined;
    }
    return [...recorded];
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #prepare(sql: string): StatementSync {
    this.#recorded?.add(sql);
    let statement = this.#statements.get(sql);
    if (statement) return statement;
    statement = this.#database.prepare(sql);
    if (this.#statements.size >= PREPARED_STATEMENTS) {
      // The oldest text goes; a Map keeps insertion order.
      const [oldest] = this.#statements.keys();
      if (oldest !== undefined) this.#statements.delete(oldest);
    }
    this.#statements.set(sql, statement);
    return statement;
  }
}
