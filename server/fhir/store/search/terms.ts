import { badRequest, OperationOutcomeError, splitSearchOnComma } from '@medplum/core';
import { foldedWords, misspellingsOf } from '../../../../src/domain/patient/spelling.ts';
import type { Connection, SqlValue } from '../connection.ts';
import { parseReference } from '../extract.ts';
import { normalise, wordsOf } from '../text.ts';
import { allOf, anyOf, type Criterion, EVERYTHING, NOTHING } from './criteria.ts';

/** Terms listed by number up to here; a larger set is asked for by an SQL condition instead. */
const LISTED_TERMS = 200;

/** Turns searched tokens, texts, URIs and references into criteria over the terms of the data file. */
export class TermCriteria {
  readonly #connection: Connection;
  readonly #localBase: string;

  constructor(connection: Connection, localBase: string) {
    this.#connection = connection;
    this.#localBase = localBase;
  }

  /**
   * `system|code`, `code`, `|code` or `system|`, several with commas.
   * @param systemPid facet with the systems; without one `system|` is looked up among the values.
   */
  token(pid: number, systemPid: number | undefined, value: string): Criterion {
    const criteria = splitSearchOnComma(value).map((token): Criterion => {
      const bar = token.indexOf('|');
      if (bar < 0) return this.#matching(pid, 't.code = ?', token);
      const system = token.slice(0, bar);
      const code = token.slice(bar + 1);
      if (code) return this.#matching(pid, 't.code = ? AND t.system = ?', code, system);
      if (systemPid === undefined) return this.#matching(pid, 't.system = ?', system);
      return this.#matching(systemPid, 't.code = ?', system);
    });
    return merge(criteria);
  }

  /** Any of the values, exactly as stored. */
  exact(pid: number, value: string): Criterion {
    return merge(splitSearchOnComma(value).map((one) => this.#matching(pid, 't.code = ?', one)));
  }

  /** URIs below this one. */
  below(pid: number, value: string): Criterion {
    return merge(
      splitSearchOnComma(value).map((one) =>
        this.#matching(pid, "(t.code = ? OR t.code >= ? || '/' AND t.code < ? || '0')", one, one, one),
      ),
    );
  }

  /**
   * Every word begins a word of one of the texts, in any case and without accents. Nothing at all is no condition;
   * what has no word in it, such as a dash, is found nowhere.
   */
  startsWith(pid: number, value: string): Criterion {
    if (value.trim() === '') return EVERYTHING;
    const wanted = splitSearchOnComma(value).map((one) => wordsOf(normalise(one)));
    return anyOf(wanted.filter((words) => words.length > 0).map((words) => this.#allBeginning(pid, words)));
  }

  #allBeginning(pid: number, words: string[]): Criterion {
    return allOf(
      words.map((word) =>
        this.#listed(
          pid,
          'SELECT DISTINCT tid FROM word WHERE pid = ? AND word >= ? AND word < ? LIMIT ?',
          [pid, word, `${word}\u{10FFFF}`],
          "instr(' ' || t.norm, ' ' || ?) > 0",
          [word],
        ),
      ),
    );
  }

  /**
   * Every word begins a word of one of the names, or would but for one typing error; several choices with commas. The
   * terms are the words themselves.
   */
  spelledAlike(pid: number, value: string): Criterion {
    const choices = splitSearchOnComma(value).map(foldedWords);
    return anyOf(
      choices
        .filter((words) => words.length > 0)
        .map((words) => allOf(words.map((word) => this.#spelledAlike(pid, word)))),
    );
  }

  #spelledAlike(pid: number, word: string): Criterion {
    const { whole, beginnings } = misspellingsOf(word);
    const tids = this.#column(
      `SELECT t.tid FROM json_each(?) w CROSS JOIN term t WHERE t.pid = ? AND t.code = w.value
       UNION SELECT t.tid FROM json_each(?) w CROSS JOIN term t
       WHERE t.pid = ? AND t.code >= w.value AND t.code < w.value || char(1114111)`,
      JSON.stringify(whole),
      pid,
      JSON.stringify(beginnings),
      pid,
    );
    return tids.length > 0 ? { kind: 'postings', pids: [pid], keys: tids.map((tid) => -tid) } : NOTHING;
  }

  /** The text occurs somewhere in one of the texts, in any case and without accents. */
  contains(pid: number, value: string): Criterion {
    return merge(splitSearchOnComma(value).map((one) => this.#containing(pid, normalise(one))));
  }

  /** The code occurs somewhere in one of the codes, any case; for telephone numbers and addresses. */
  codeContains(pid: number, value: string): Criterion {
    return merge(
      splitSearchOnComma(value).map((one) =>
        this.#matching(pid, 'instr(lower(t.code), ?) > 0', one.toLowerCase()),
      ),
    );
  }

  /** `Type/id`, `id`, or the URL of something elsewhere. */
  reference(pid: number, value: string): Criterion {
    const keys = splitSearchOnComma(value).flatMap((one) => {
      const local = parseReference(one, this.#localBase);
      const known = local
        ? this.#column('SELECT rid FROM resource WHERE id = ? AND type = ?', local.id, local.type)
        : this.#column('SELECT rid FROM resource WHERE id = ?', one);
      const foreign = this.#column('SELECT -tid FROM term WHERE pid = ? AND code = ?', pid, one);
      return [...known, ...foreign];
    });
    return keys.length > 0 ? { kind: 'postings', pids: [pid], keys } : NOTHING;
  }

  /** The resources with one of the ids. */
  ids(type: string, value: string): Criterion {
    const rids = splitSearchOnComma(value).flatMap((id) =>
      this.#column(
        'SELECT rid FROM resource WHERE id = ? AND type = ?',
        id.startsWith(`${type}/`) ? id.slice(type.length + 1) : id,
        type,
      ),
    );
    return { kind: 'resources', rids };
  }

  #containing(pid: number, part: string): Criterion {
    if (!part) throw new OperationOutcomeError(badRequest('Nothing to search for'));
    const condition = 'instr(t.norm, ?) > 0';
    // The trigram index knows nothing of less than three characters.
    if ([...part].length < 3) return this.#matching(pid, condition, part);
    return this.#listed(
      pid,
      `SELECT t.tid FROM term_trigram f CROSS JOIN term t
       WHERE term_trigram MATCH ? AND t.tid = f.rowid AND t.pid = ? AND ${condition} LIMIT ?`,
      [`"${part.replaceAll('"', '""')}"`, pid, part],
      condition,
      [part],
    );
  }

  #matching(pid: number, condition: string, ...values: string[]): Criterion {
    return this.#listed(
      pid,
      `SELECT t.tid FROM term t WHERE t.pid = ? AND ${condition} LIMIT ?`,
      [pid, ...values],
      condition,
      values,
    );
  }

  /**
   * The terms that a statement lists, or, when they are too many, all for which the condition on `term t` holds.
   * @param values of the statement, and of the condition unless given apart.
   */
  #listed(
    pid: number,
    statement: string,
    values: (string | number)[],
    condition: string,
    conditionValues = values,
  ): Criterion {
    const tids = this.#column(statement, ...values, LISTED_TERMS + 1);
    if (tids.length > LISTED_TERMS) return { kind: 'terms', pid, sql: condition, values: conditionValues };
    return tids.length > 0 ? { kind: 'postings', pids: [pid], keys: tids.map((tid) => -tid) } : NOTHING;
  }

  #column(statement: string, ...values: SqlValue[]): number[] {
    return this.#connection
      .all<Record<string, number>>(statement, ...values)
      .flatMap((row) => Object.values(row));
  }
}

/** One list of keys where several are about the same parameter. */
function merge(criteria: Criterion[]): Criterion {
  const keys: number[] = [];
  const pids = new Set<number>();
  for (const criterion of criteria) {
    if (criterion === NOTHING) continue;
    if (criterion.kind !== 'postings') return anyOf(criteria);
    for (const pid of criterion.pids) pids.add(pid);
    keys.push(...criterion.keys);
  }
  // A term belongs to one parameter, so mixing the lists cannot match anything more.
  return keys.length > 0 ? { kind: 'postings', pids: [...pids], keys } : NOTHING;
}
