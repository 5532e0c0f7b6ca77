import type { Queryable } from '../sql/queryable.js';
import { PROJECTION } from './checkpoint.js';
import type { ProjectionState } from './status.entity.js';

/** What the hot projector says of itself. */
export interface Status {
  readonly state: ProjectionState;
  readonly head: number;
  readonly lagEvents: number;
  readonly lagMs: number;
  readonly error: string | null;
}

export async function saveStatus(db: Queryable, { state, head, lagEvents, lagMs, error }: Status): Promise<void> {
  await db.query(
    `INSERT INTO projection_status (name, state, head, lag_events, lag_ms, error, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp())
     ON CONFLICT (name) DO UPDATE SET state = excluded.state, head = excluded.head, lag_events = excluded.lag_events,
       lag_ms = excluded.lag_ms, error = excluded.error, updated_at = excluded.updated_at`,
    [PROJECTION, state, head, lagEvents, lagMs, error],
  );
}
