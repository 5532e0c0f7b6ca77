import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Metrics } from '../metrics.js';
import { ExposeMetrics } from './expose-metrics.query.js';

@QueryHandler(ExposeMetrics)
export class ExposeMetricsHandler implements IQueryHandler<ExposeMetrics> {
  constructor(private readonly metrics: Metrics) {}

  async execute() {
    return { text: await this.metrics.text(), contentType: this.metrics.contentType };
  }
}
