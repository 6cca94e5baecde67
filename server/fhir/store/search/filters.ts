import {
  badRequest,
  FhirFilterComparison,
  FhirFilterConnective,
  type FhirFilterExpression,
  FhirFilterNegation,
  type Filter,
  forbidden,
  isChainedSearchFilter,
  OperationOutcomeError,
  Operator,
  parseFilterParameter,
} from '@medplum/core';
import { compartmentParameters } from '../compartment.ts';
import { searchParametersOf } from '../definitions.ts';
import type { SearchContext } from './context.ts';
import { allOf, anyOf, type Criterion, EVERYTHING, negatedIf, not } from './criteria.ts';
import { asksPresence, parseSearch } from './request.ts';
import { TermCriteria } from './terms.ts';
import { ValueCriteria } from './values.ts';

/** Turns the filters of a search into criteria: looks up parameters, terms and resources by name. */
export class FilterReader {
  readonly #context: SearchContext;
  readonly #terms: TermCriteria;
  readonly #values: ValueCriteria;

  constructor(context: SearchContext) {
    this.#context = context;
    this.#terms = new TermCriteria(context.connection, context.localBase);
    this.#values = new ValueCriteria(context, this.#terms);
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
        return { kind: 'updated', ...this.#values.comparison(filter, 'date') };
      case '_compartment':
        return this.#compartment(type, value);
      case '_filter':
        return this.#expression(type, parseExpression(value));
    }
    const parameter = searchParametersOf(type)?.[code];
    if (!parameter) throw new OperationOutcomeError(badRequest(`Unknown search parameter: ${code}`, code));
    if (asksPresence(operator)) {
      const present = this.#values.present(type, code, parameter);
      return negatedIf((operator === Operator.MISSING) === (value === 'true'), present);
    }
    return this.#values.of(type, parameter, filter);
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

function parseExpression(text: string): ReturnType<typeof parseFilterParameter> {
  try {
    return parseFilterParameter(text);
  } catch {
    // Core's parser throws plain errors, and overflows on thousands of brackets.
    throw new OperationOutcomeError(badRequest('Invalid _filter', '_filter'));
  }
}
