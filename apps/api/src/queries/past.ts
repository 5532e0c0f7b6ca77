import type { Instant } from '#judge';
import { ProblemError } from '#platform';
import type { AsOfAsked, AsOfSight, Scope } from '#read-models';
import { isoOf } from './answers.js';

/**
 * What a query needs of the past to be answered as of then: what governs tickets, what was announced, all cases that
 * its filters can meet, or (`tickets`) these in the order of its list, as far as a page goes.
 */
export type Past = AsOfSight['of'] | 'tickets';

/** @throws ProblemError 422 for a point that nothing is known of yet */
export function demandPast(asked: AsOfAsked, position: number, now: Instant): void {
  if ('at' in asked) {
    if (asked.at > now) throw ahead(`is ahead of the server’s clock, ${isoOf(now)}`);
  } else if (asked.position > position) {
    throw ahead(
      `${asked.position} is ahead of ${position}, the last position that the models have` +
        ` (with after=${asked.position} it is waited for)`,
    );
  }
}

const ahead = (message: string): ProblemError => ProblemError.unprocessable([{ path: 'asOf', message }]);

/** How much of the past filters can meet that no event changes, for a reader of this scope. */
export function sightOf(past: Past, scope: Scope, asked: object): AsOfSight {
  return {
    of: past === 'tickets' ? 'cases' : past,
    scope,
    ...('agreementId' in asked && isText(asked.agreementId) && { agreementId: asked.agreementId }),
    ...('customer' in asked && isText(asked.customer) && { customer: asked.customer }),
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';
