import type { Connection } from '../connection.ts';
import type { ParameterIds } from '../parameters.ts';
import type { Criterion } from './criteria.ts';

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
