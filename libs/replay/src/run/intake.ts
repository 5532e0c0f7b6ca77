import { readEvent, type AuditEvent } from '#domain';
import { positionOf, START, type EventStore, type LogItem, type RecordedEvent } from '#event-store';
import { endAudit, queueAudit } from '../audits/audit-rows.js';
import { AUDIT_SCHEMA } from '../audits/audit.entity.js';
import { queryRows, type Queryable } from '#read-models';

const NAME = 'audits';

/**
 * Follows the audits' streams: the log is where audits are asked for, so one that the API accepted and could not queue
 * any more is queued here. Ends when `signal` aborts.
 */
export async function followRequests(store: EventStore, db: Queryable, signal: AbortSignal): Promise<void> {
  const scope = { after: await lastTaken(db), streamPrefixes: ['audit-'], maxItems: 500, maxWaitMs: 50, signal };
  for await (const items of store.batches(scope)) {
    for (const item of items) if (item.kind === 'event') await take(db, item.event);
    const last = items.findLast((item): item is Exclude<LogItem, { kind: 'caught-up' }> => item.kind !== 'caught-up');
    if (last !== undefined) await noteTaken(db, last.kind === 'event' ? last.event.position : last.position);
  }
}

/** An end that the log tells is also in the row already, unless a replayer or the API was killed between the two. */
async function take(db: Queryable, recorded: RecordedEvent): Promise<void> {
  const event = readEvent(recorded) as AuditEvent;
  if (event.type === 'AuditRequested') await queueAudit(db, event.data, recorded.position);
  if (event.type === 'AuditCancelled')
    await endAudit(db, event.data.auditId, 'cancelled', null, new Date(recorded.recordedAt));
}

async function lastTaken(db: Queryable) {
  const [row] = await queryRows<{ position: string }>(
    db,
    `SELECT position FROM ${AUDIT_SCHEMA}.audit_intake WHERE name = $1`,
    [NAME],
  );
  return row === undefined ? START : positionOf(Number(row.position));
}

async function noteTaken(db: Queryable, position: number): Promise<void> {
  await db.query(
    `INSERT INTO ${AUDIT_SCHEMA}.audit_intake AS i (name, position) VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET position = greatest(i.position, excluded.position)`,
    [NAME, position],
  );
}
