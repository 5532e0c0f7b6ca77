import type { VerdictState } from '#judge';
import type { VerdictFilters } from '#read-models';
import { ChoiceField, CodeField } from '../fields/index.js';
import { DimensionsDto } from './ask.dto.js';
import { InstantParameter, instantOfParameter, YesNoParameter } from './parameters.js';

const STATES: readonly VerdictState[] = ['running', 'paused', 'met', 'breached', 'void'];

/** What lists of verdicts are filtered by. */
export class VerdictFiltersDto extends DimensionsDto {
  @CodeField({ optional: true, description: 'Who works on the ticket now.' })
  agent?: string;

  @ChoiceField(STATES, { optional: true })
  state?: VerdictState;

  @YesNoParameter('Running or paused, and past the at-risk share of the target.')
  atRisk?: string;

  @InstantParameter('Due before this instant.')
  dueBefore?: string;
}

/** The filters as the read models take them. */
export function verdictFilters(asked: VerdictFiltersDto, decided: VerdictFilters['decided'] = {}): VerdictFilters {
  const { agreementId, customer, tier, priority, category, team, metric, agent, state } = asked;
  return {
    ...{ agreementId, customer, tier, priority, category, team, metric, agent, state, decided },
    atRisk: asked.atRisk === undefined ? undefined : asked.atRisk === 'true',
    dueBefore: instantOfParameter(asked.dueBefore),
  };
}
