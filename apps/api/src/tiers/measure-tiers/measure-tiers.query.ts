import { ListQuery } from '../../queries/list-query.js';
import type { MeasureTiersDto, TierMetricsAnswer } from './measure-tiers.dto.js';

/** Metrics by tier. */
export class MeasureTiers extends ListQuery<MeasureTiersDto, TierMetricsAnswer> {}
