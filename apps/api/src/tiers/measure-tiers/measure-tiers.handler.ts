import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Group, groupOrder, mapPage, readTierMetrics, type TierMetrics } from '#read-models';
import { countsAnswer } from '../../queries/counts-answer.js';
import { Lists } from '../../queries/lists.js';
import { sumsAsked } from '../../queries/sums.dto.js';
import { TIER_FIELDS, type TierMetricsAnswer } from './measure-tiers.dto.js';
import { MeasureTiers } from './measure-tiers.query.js';

@QueryHandler(MeasureTiers)
export class MeasureTiersHandler implements IQueryHandler<MeasureTiers> {
  constructor(private readonly lists: Lists) {}

  async execute({ asked, asker }: MeasureTiers) {
    const { groupBy: others, ...rest } = sumsAsked(asked);
    const groupBy: readonly Group[] = ['tier', ...others.filter((group) => group !== 'tier')];
    const sums = { ...rest, groupBy };
    return this.lists.answer(asked, asker, {
      name: 'tiers/metrics',
      order: groupOrder(groupBy),
      columns: [...groupBy, ...TIER_FIELDS],
      past: 'cases',
      read: async ({ sql }, page) => mapPage(await readTierMetrics(sql, asker.scope, sums, page), tierAnswer),
    });
  }
}

const tierAnswer = (row: TierMetrics): TierMetricsAnswer => ({
  ...countsAnswer(row),
  elapsedMs: row.elapsed,
  ratings: row.ratings,
});
