import { toSql } from '../sql/instants.js';
import type { Queryable } from '../sql/queryable.js';
import { PROJECTION } from './checkpoint.js';
import type { RebuildState } from './rebuild.entity.js';

/** How far a rebuild has come. Instants are milliseconds since 1970. */
export interface RebuildProgress {
  readonly state: RebuildState;
  /** 0 to 1. */
  readonly progress: number;
  readonly events: number;
  readonly eventsPerSecond: number;
  readonly eta: number | null;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly error: string | null;
}

export async function saveRebuildProgress(db: Queryable, at: RebuildProgress): Promise<void> {
  const times = [toSql(at.eta), toSql(at.startedAt), toSql(at.finishedAt)];
  await db.query(
    `INSERT INTO projection_rebuilds (name, state, progress, events, events_per_second, eta, started_at, finished_at, error,
       updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, clock_timestamp())
     ON CONFLICT (name) DO UPDATE SET state = excluded.state, progress = excluded.progress, events = excluded.events,
       events_per_second = excluded.events_per_second, eta = excluded.eta, started_at = excluded.started_at,
       finished_at = excluded.finished_at, error = excluded.error, updated_at = excluded.updated_at`,
    [PROJECTION, at.state, at.progress, Math.round(at.events), at.eventsPerSecond, ...times, at.error],
  );
}
