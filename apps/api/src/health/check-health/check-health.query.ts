import { Query } from '@nestjs/cqrs';
import type { ReadinessAnswer } from './check-health.dto.js';

/** Whether commands and queries can be served now. */
export class CheckHealth extends Query<ReadinessAnswer> {}
