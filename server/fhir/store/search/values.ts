import {
  badRequest,
  type Filter,
  invalidSearchOperator,
  OperationOutcomeError,
  Operator,
} from '@medplum/core';
import type { CompiledSearchParameter } from '../definitions.ts';
import { PHONETIC } from '../extract.ts';
import { type Interval, parseDate, parseNumber } from '../intervals.ts';
import { type Facet, facetsOf, sortParameterOf } from '../parameters.ts';
import type { SearchContext } from './context.ts';
import { allOf, anyOf, type Comparison, type Criterion, negatedIf, not } from './criteria.ts';
import type { TermCriteria } from './terms.ts';

const COMPARISONS: Partial<Record<Operator, Comparison>> = {
  eq: 'eq',
  exact: 'eq',
  ne: 'ne',
  gt: 'gt',
  lt: 'lt',
  ge: 'ge',
  le: 'le',
  sa: 'sa',
  eb: 'eb',
  ap: 'ap',
};

/** A filter on one parameter. */
interface Asked extends Filter {
  readonly negated: boolean;
  /** The parameter's number in the index, or that of one of its facets. */
  readonly pid: (facet?: Facet) => number;
}

/** Turns what is asked of the value of one search parameter into a criterion. */
export class ValueCriteria {
  readonly #context: SearchContext;
  readonly #terms: TermCriteria;

  constructor(context: SearchContext, terms: TermCriteria) {
    this.#context = context;
    this.#terms = terms;
  }

  /**
   * What a filter asks of one search parameter, by the type of the parameter.
   * @throws {OperationOutcomeError} 400 on a modifier or value that the type does not have
   */
  of(type: string, parameter: CompiledSearchParameter, filter: Filter): Criterion {
    const asked: Asked = {
      ...filter,
      pid: (facet) => this.#context.parameters.of(type, filter.code, facet),
      // `ne` is what `_filter` calls `:not`.
      negated: filter.operator === Operator.NOT || filter.operator === Operator.NOT_EQUALS,
    };
    switch (parameter.type) {
      case 'token':
        return this.#token(type, parameter, asked);
      case 'reference':
        return this.#reference(asked);
      case 'string':
        return this.#string(asked);
      case 'uri':
        return this.#uri(asked);
      default:
        return this.#interval(type, filter, parameter.type);
    }
  }

  #token(type: string, parameter: CompiledSearchParameter, asked: Asked): Criterion {
    const { code, operator, value, negated, pid } = asked;
    if (operator === Operator.TEXT) return this.#terms.contains(pid('text'), value);
    if (operator === Operator.CONTAINS) return this.#terms.codeContains(pid(), value);
    if (!isPlain(asked) && operator !== Operator.IDENTIFIER) return refuse(asked);
    const token = storedToken(parameter, value);
    const systems = this.#context.parameters.find(type, code, 'system');
    return negatedIf(negated, this.#terms.token(pid(), systems, token));
  }

  #reference(asked: Asked): Criterion {
    const { operator, value, negated, pid } = asked;
    if (operator === Operator.IDENTIFIER) return this.#terms.token(pid('identifier'), undefined, value);
    if (isPlain(asked)) return negatedIf(negated, this.#terms.reference(pid(), value));
    return refuse(asked);
  }

  #string(asked: Asked): Criterion {
    const { code, operator, value, negated, pid } = asked;
    if (code === PHONETIC) {
      // A Medplum server knows nothing of spelling.
      if (this.#context.careless || !isPlain(asked)) return refuse(asked);
      return negatedIf(negated, this.#terms.spelledAlike(pid(), value));
    }
    if (operator === Operator.EXACT) return this.#terms.exact(pid(), value);
    if (operator === Operator.CONTAINS || operator === Operator.TEXT) {
      return this.#terms.contains(pid(), value);
    }
    if (isPlain(asked) || operator === Operator.STARTS_WITH) {
      return negatedIf(negated, this.#terms.startsWith(pid(), value));
    }
    return refuse(asked);
  }

  #uri(asked: Asked): Criterion {
    const { operator, value, negated, pid } = asked;
    if (operator === Operator.BELOW) return this.#terms.below(pid(), value);
    if (operator === Operator.CONTAINS) return this.#terms.codeContains(pid(), value);
    if (isPlain(asked)) return negatedIf(negated, this.#terms.exact(pid(), value));
    return refuse(asked);
  }

  #interval(type: string, filter: Filter, kind: 'date' | 'number' | 'quantity'): Criterion {
    const pid = this.#context.parameters.of(type, filter.code);
    const compared = this.comparison(filter, kind);
    const stored: Criterion = { kind: 'interval', pid, byStart: this.#context.careless, ...compared };
    if (sortParameterOf(type) !== filter.code) return stored;
    const inSortKey: Criterion = { kind: 'sort', ...compared };
    // Points in time are in the sort key alone; dates that span more, if there are any at all, are not.
    const isSpan = this.#context.connection.get('SELECT 1 FROM range WHERE pid = ? LIMIT 1', pid);
    if (!isSpan) return inSortKey;
    return anyOf([allOf([inSortKey, not({ kind: 'present', pids: [pid] })]), stored]);
  }

  /** How a date, number or quantity is compared, and with what. */
  comparison(
    { code, operator, value }: Filter,
    kind: 'date' | 'number' | 'quantity',
  ): { comparison: Comparison; interval: Interval } {
    const comparison = COMPARISONS[operator];
    if (!comparison) throw new OperationOutcomeError(invalidSearchOperator(operator, code));
    const interval = kind === 'date' ? this.#date(value) : parseNumber(value);
    if (!interval) throw new OperationOutcomeError(badRequest(`Invalid ${kind} value: ${value}`, code));
    return { comparison, interval: comparison === 'ap' ? this.#widened(interval, kind) : interval };
  }

  #date(value: string): Interval | undefined {
    const span = parseDate(value);
    if (!span || !this.#context.careless) return span;
    return /^\d{4}-\d\d-\d\d/.test(value) ? { lo: span.lo, hi: span.lo } : undefined;
  }

  /** "Approximately" is a tenth of the distance to now, or of the number. */
  #widened({ lo, hi }: Interval, kind: 'date' | 'number' | 'quantity'): Interval {
    const by = Math.abs(kind === 'date' ? this.#context.now().getTime() - lo : lo) / 10;
    return { lo: lo - by, hi: hi + by };
  }

  /** Resources that have any value of the parameter. */
  present(type: string, code: string, parameter: CompiledSearchParameter): Criterion {
    const pids = facetsOf(parameter)
      .filter((facet) => facet !== 'identifier')
      .map((facet) => this.#context.parameters.of(type, code, facet));
    const present: Criterion = { kind: 'present', pids };
    return sortParameterOf(type) === code ? { kind: 'sorted' } : present;
  }
}

/** Asked without a modifier, or with one that says no more than that. */
function isPlain({ operator, negated }: Asked): boolean {
  return negated || operator === Operator.EQUALS || operator === Operator.EXACT;
}

function refuse({ operator, code }: Asked): never {
  throw new OperationOutcomeError(invalidSearchOperator(operator, code));
}

/** A searched token as it is indexed. */
function storedToken({ paths }: CompiledSearchParameter, value: string): string {
  if (paths.some((path) => path.type === 'ContactPoint')) return value.toLowerCase();
  // An element of type `code` is stored without the system its binding implies; some clients name it all the same.
  const isCode = paths.every((path) => path.type === 'code');
  return isCode ? value.replaceAll(/(^|,)http:\/\/hl7\.org\/fhir\/[\w-]+\|/g, '$1') : value;
}
