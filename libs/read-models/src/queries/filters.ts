import type { Scope } from './scope.js';
import { Where } from './where.js';

/** What verdicts and their sums have in common to be filtered by. */
export interface DimensionFilters {
  readonly agreementId?: string;
  readonly customer?: string;
  readonly tier?: string;
  readonly priority?: string;
  readonly category?: string;
  readonly team?: string;
  readonly metric?: string;
}

/** Half-open, in milliseconds since 1970. */
export interface Span {
  readonly from?: number;
  readonly to?: number;
}

/** The predicate of filters and of the reader's scope. */
export function whereDimensions(filters: DimensionFilters, scope: Scope): Where {
  return new Where()
    .scope(scope)
    .equals('agreement_id', filters.agreementId)
    .equals('customer', filters.customer)
    .equals('tier', filters.tier)
    .equals('priority', filters.priority)
    .equals('category', filters.category)
    .equals('team', filters.team)
    .equals('metric', filters.metric);
}
