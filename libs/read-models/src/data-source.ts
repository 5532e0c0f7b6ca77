import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';
import { AgreementTerminationEntity } from './agreements/agreement-termination.entity.js';
import { AgreementVersionEntity } from './agreements/agreement-version.entity.js';
import { AgreementEntity } from './agreements/agreement.entity.js';
import { ExclusionEntity } from './agreements/exclusion.entity.js';
import { CalendarVersionEntity } from './calendars/calendar-version.entity.js';
import { CalendarEntity } from './calendars/calendar.entity.js';
import { CaseEntity } from './cases/case.entity.js';
import { CheckpointEntity } from './checkpoints/checkpoint.entity.js';
import { DeadLetterEntity } from './checkpoints/dead-letter.entity.js';
import { DiscardEntity } from './checkpoints/discard.entity.js';
import { LeaseEntity } from './checkpoints/lease.entity.js';
import { RebuildEntity } from './checkpoints/rebuild.entity.js';
import { RequestEntity } from './checkpoints/request.entity.js';
import { RestatementEntity } from './checkpoints/restatement.entity.js';
import { StatusEntity } from './checkpoints/status.entity.js';
import { ComplianceCounterEntity } from './compliance/compliance-counter.entity.js';
import { ComplianceDayEntity } from './compliance/compliance-day.entity.js';
import { DurationBucketEntity } from './durations/duration-bucket.entity.js';
import { UndoneBreachEntity } from './known/undone-breach.entity.js';
import { NoticeEntity } from './notices/notice.entity.js';
import { OutboxEntity } from './outbox/outbox.entity.js';
import { RatingCounterEntity } from './ratings/rating-counter.entity.js';
import { VerdictEntity } from './verdicts/verdict.entity.js';

/** The schema of the live read models. */
export const LIVE_SCHEMA = 'avenant';
/** Where a rebuild fills its tables before the swap. */
export const REBUILD_SCHEMA = 'avenant_rebuild';
/** Leases, requests, status: never swapped. */
export const ENGINE_SCHEMA = 'avenant_engine';

/** Tables that a rebuild makes anew. */
export const readModelEntities = [
  CaseEntity,
  VerdictEntity,
  ComplianceCounterEntity,
  ComplianceDayEntity,
  DurationBucketEntity,
  RatingCounterEntity,
  AgreementEntity,
  AgreementVersionEntity,
  AgreementTerminationEntity,
  ExclusionEntity,
  CalendarEntity,
  CalendarVersionEntity,
  CheckpointEntity,
  RestatementEntity,
  DeadLetterEntity,
  DiscardEntity,
  UndoneBreachEntity,
  NoticeEntity,
];

/** Tables that outlive rebuilds. */
export const engineEntities = [LeaseEntity, StatusEntity, RebuildEntity, RequestEntity, OutboxEntity];

export const entities = [...readModelEntities, ...engineEntities];

/** A libpq option that puts the schema first and the engine's tables behind it, and fixes how dates are written. */
export const searchPath = (schema: string): string =>
  `-c search_path=${schema},${ENGINE_SCHEMA} -c timezone=UTC -c datestyle=ISO`;

/**
 * How to reach the read models: all names are unqualified, so the same SQL serves the live schema and a rebuild.
 * @param schema default: the live one
 */
export function dataSourceOptions(databaseUrl: string, schema: string = LIVE_SCHEMA): PostgresDataSourceOptions {
  return {
    type: 'postgres',
    url: databaseUrl,
    entities,
    synchronize: false,
    extra: { options: searchPath(schema) },
  };
}
