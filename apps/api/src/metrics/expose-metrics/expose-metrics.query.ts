import { Query } from '@nestjs/cqrs';

/** The metrics of this process, in Prometheus' text form. */
export class ExposeMetrics extends Query<{ readonly text: string; readonly contentType: string }> {}
