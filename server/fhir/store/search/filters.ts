import {
  badRequest,
  FhirFilterComparison,
  FhirFilterConnective,
  type FhirFilterExpression,
  FhirFilterNegation,
  type Filter,
  forbidden,
  invalidSearchOperator,
  isChainedSearchFilter,
  OperationOutcomeError,
  Operator,
  parseFilterParameter,
} from '@medplum/core';
import { compartmentParameters } from '../compartment.ts';
import type { Connection } from '../connection.ts';
import { type CompiledSearchParameter, searchParametersOf } from '../definitions.ts';
import { type Interval, parseDate, parseNumber } from '../intervals.ts';
import { type Facet, facetsOf, type ParameterIds, sortParameterOf } from '../parameters.ts';
import { allOf, anyOf, type Comparison, type Criterion, EVERYTHING, not } from './criteria.ts';
import { asksPresence, parseSearch } from './request.ts';
import { TermCriteria } from './terms.ts';

/** What a search is run with. */
export interface SearchContext {
  connection: Connection;
  parameters: ParameterIds;
  /** Whether the counts kept of terms are exact; in an open transaction they are not. */
  exactCounts: boolean;
  /** FHIR base URL of this server, with a slash at its end. */
  localBase: string;
  /** Dates are points in time and a bare day is its midnight, as on a Medplum server. */
  careless: boolean;
  now: () => Date;
  /** Whether the user may search the type; also asked for every type on the way of a chain. */
  canSearch(resourceType: string): boolean;
  /**
   * Narrows a criterion on resources of the type to those the user may read; called for the far end of a chain,
   * which would otherwise tell by its yes or no what such a resource holds.
   */
  readable(resourceType: string, criterion: Criterion): Criterion;
}

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

/** Turns the filters of a search into criteria: looks up parameters, terms and resources by name. */
export class FilterReader {
  readonly #context: SearchContext;
  readonly #terms: TermCriteria;

  constructor(context: SearchContext) {
    this.#context = context;
    this.#terms = new TermCriteria(context.connection, context.localBase);
  }

  /**
   * All filters together.
   * @throws {OperationOutcomeError} 400 on an unknown parameter, modifier or value, 403 on a type one may not search.
   */
  read(resourceType: string, filters: readonly Filter[]): Criterion[] {
    if (!searchParametersOf(resourceType) || resourceType === 'Binary') {
      throw new OperationOutcomeError(badRequest(`Cannot search ${resourceType}`));
    }
    if (!this.#context.canSearch(resourceType)) throw new OperationOutcomeError(forbidden);
    return filters.map((filter) => this.#filter(resourceType, filter));
  }

  #filter(type: string, filter: Filter): Criterion {
    const { code, operator, value } = filter;
    if (code.startsWith('_has:')) return this.#has(code, value);
    if (code.includes('.')) return this.#chain(type, code, value);
    switch (code) {
      case '_id':
        return negatedIf(operator === Operator.NOT, this.#terms.ids(type, value));
      case '_lastUpdated':
        return { kind: 'updated', ...this.#comparison(filter, 'date') };
      case '_compartment':
        return this.#compartment(type, value);
      case '_filter':
        return this.#expression(type, parseExpression(value));
    }
    const parameter = searchParametersOf(type)?.[code];
    if (!parameter) throw new OperationOutcomeError(badRequest(`Unknown search parameter: ${code}`, code));
    if (asksPresence(operator)) {
      const present = this.#present(type, code, parameter);
      return negatedIf((operator === Operator.MISSING) === (value === 'true'), present);
    }
    return this.#value(type, parameter, filter);
  }

  #value(type: string, parameter: CompiledSearchParameter, filter: Filter): Criterion {
    const { code, operator, value } = filter;
    const pid = (facet?: Facet) => this.#context.parameters.of(type, code, facet);
    // `ne` is what `_filter` calls `:not`.
    const negated = operator === Operator.NOT || operator === Operator.NOT_EQUALS;
    const plain = negated || operator === Operator.EQUALS || operator === Operator.EXACT;
    switch (parameter.type) {
      case 'token': {
        if (operator === Operator.TEXT) return this.#terms.contains(pid('text'), value);
        if (operator === Operator.CONTAINS) return this.#terms.codeContains(pid(), value);
        if (!plain && operator !== Operator.IDENTIFIER) break;
        const isContact = parameter.paths.some((path) => path.type === 'ContactPoint');
        const token = isContact ? value.toLowerCase() : value;
        const systems = this.#context.parameters.find(type, code, 'system');
        return negatedIf(negated, this.#terms.token(pid(), systems, token));
      }
      case 'reference':
        if (operator === Operator.IDENTIFIER) return this.#terms.token(pid('identifier'), undefined, value);
        if (plain) return negatedIf(negated, this.#terms.reference(pid(), value));
        break;
      case 'string':
        if (operator === Operator.EXACT) return this.#terms.exact(pid(), value);
        if (operator === Operator.CONTAINS || operator === Operator.TEXT) {
          return this.#terms.contains(pid(), value);
        }
        if (plain || operator === Operator.STARTS_WITH) {
          return negatedIf(negated, this.#terms.startsWith(pid(), value));
        }
        break;
      case 'uri':
        if (operator === Operator.BELOW) return this.#terms.below(pid(), value);
        if (operator === Operator.CONTAINS) return this.#terms.codeContains(pid(), value);
        if (plain) return negatedIf(negated, this.#terms.exact(pid(), value));
        break;
      default:
        return this.#interval(type, filter, parameter.type);
    }
    throw new OperationOutcomeError(invalidSearchOperator(operator, code));
  }

  #interval(type: string, filter: Filter, kind: 'date' | 'number' | 'quantity'): Criterion {
    const pid = this.#context.parameters.of(type, filter.code);
    const compared = this.#comparison(filter, kind);
    const stored: Criterion = { kind: 'interval', pid, byStart: this.#context.careless, ...compared };
    if (sortParameterOf(type) !== filter.code) return stored;
    const inSortKey: Criterion = { kind: 'sort', ...compared };
    // Points in time are in the sort key alone; dates that span more, if there are any at all, are not.
    const isSpan = this.#context.connection.get('SELECT 1 FROM range WHERE pid = ? LIMIT 1', pid);
    if (!isSpan) return inSortKey;
    return anyOf([allOf([inSortKey, not({ kind: 'present', pids: [pid] })]), stored]);
  }

  #comparison(
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

  #present(type: string, code: string, parameter: CompiledSearchParameter): Criterion {
    const pids = facetsOf(parameter)
      .filter((facet) => facet !== 'identifier')
      .map((facet) => this.#context.parameters.of(type, code, facet));
    const present: Criterion = { kind: 'present', pids };
    return sortParameterOf(type) === code ? { kind: 'sorted' } : present;
  }

  /** `_has:Task:focus:owner` on a Communication: some Task with that owner refers to it as its focus. */
  #has(code: string, value: string): Criterion {
    const [, otherType = '', reference = '', ...rest] = code.split(':');
    const parameter = searchParametersOf(otherType)?.[reference];
    if (parameter?.type !== 'reference' || rest.length === 0) {
      throw new OperationOutcomeError(badRequest(`Invalid _has parameter: ${code}`, code));
    }
    const of = this.#far(otherType, rest.join(':'), value);
    return { kind: 'has', pid: this.#context.parameters.of(otherType, reference), type: otherType, of };
  }

  /** `subject:Patient.name`: the subject is a Patient with that name. */
  #chain(type: string, code: string, value: string): Criterion {
    const dot = code.indexOf('.');
    const [reference = '', named] = code.slice(0, dot).split(':');
    const parameter = searchParametersOf(type)?.[reference];
    if (parameter?.type !== 'reference') {
      throw new OperationOutcomeError(badRequest(`Invalid chain: ${code}`, code));
    }
    const targets = [...new Set(parameter.paths.flatMap((path) => path.target ?? parameter.target ?? []))];
    const target = named ?? (targets.length === 1 ? targets[0] : undefined);
    if (!target) {
      throw new OperationOutcomeError(badRequest(`Unable to identify next resource type: ${code}`, code));
    }
    const of = this.#far(target, code.slice(dot + 1), value);
    return { kind: 'refers', pid: this.#context.parameters.of(type, reference), type: target, of };
  }

  #far(type: string, key: string, value: string): Criterion {
    const filters = parseSearch(type, { [key]: value }).filters ?? [];
    return this.#context.readable(type, allOf(this.read(type, filters)));
  }

  /** Resources that name the patient in one of the parameters that make up the Patient compartment. */
  #compartment(type: string, value: string): Criterion {
    if (!/^Patient\/[A-Za-z0-9\-.]{1,64}$/.test(value)) {
      throw new OperationOutcomeError(badRequest(`Invalid compartment: ${value}`, '_compartment'));
    }
    const itself = type === 'Patient' ? [this.#terms.ids(type, value)] : [];
    const related = compartmentParameters(type).map((code) =>
      this.#terms.reference(this.#context.parameters.of(type, code), value),
    );
    return anyOf([...itself, ...related]);
  }

  #expression(type: string, expression: FhirFilterExpression): Criterion {
    if (expression instanceof FhirFilterComparison) {
      const { path: code, operator, value } = expression;
      if (isChainedSearchFilter({ code, operator, value }) && operator === Operator.NOT_EQUALS) {
        return not(this.#filter(type, { code, operator: Operator.EQUALS, value }));
      }
      return this.#filter(type, this.#typedOperator(type, { code, operator, value }));
    }
    if (expression instanceof FhirFilterNegation) return not(this.#expression(type, expression.child));
    if (expression instanceof FhirFilterConnective) {
      const sides = [this.#expression(type, expression.left), this.#expression(type, expression.right)];
      return expression.keyword === 'and' ? allOf(sides) : anyOf(sides);
    }
    return EVERYTHING;
  }

  /** In `_filter`, `eq` on a string means the whole string and on anything else plain equality. */
  #typedOperator(type: string, filter: Filter): Filter {
    const parameter = searchParametersOf(type)?.[filter.code];
    if (filter.operator !== Operator.EXACT || parameter?.type === 'string') return filter;
    return { ...filter, operator: Operator.EQUALS };
  }
}

function negatedIf(negated: boolean, criterion: Criterion): Criterion {
  return negated ? not(criterion) : criterion;
}

function parseExpression(text: string): ReturnType<typeof parseFilterParameter> {
  try {
    return parseFilterParameter(text);
  } catch {
    // Core's parser throws plain errors, and overflows on thousands of brackets.
    throw new OperationOutcomeError(badRequest('Invalid _filter', '_filter'));
  }
}
