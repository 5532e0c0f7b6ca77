import type { AuditRequest } from '#domain';
import { AUDIT_SCHEMA, type AuditStatus } from './audit.entity.js';
import { queryRows, type Queryable } from '#read-models';

const AUDITS = `${AUDIT_SCHEMA}.audits`;

/** Queues an audit that the log has accepted. The same audit again changes nothing. */
export async function queueAudit(db: Queryable, request: AuditRequest, position: number): Promise<void> {
  await db.query(
    `INSERT INTO ${AUDITS} (audit_id, position, status, request) VALUES ($1, $2, 'queued', $3) ON CONFLICT DO NOTHING`,
    [request.auditId, position, JSON.stringify(request)],
  );
}

/** Ends an audit that runs or waits, as the log says. Workers leave it at their next shard. */
export async function endAudit(
  db: Queryable,
  auditId: string,
  status: 'cancelled' | 'failed',
  error: string | null,
  now: Date,
): Promise<void> {
  await db.query(
    `UPDATE ${AUDITS} SET status = $2, error = $3, finished_at = $4 WHERE audit_id = $1 AND status IN ('queued', 'running')`,
    [auditId, status, error, now],
  );
}

/**
 * Takes a finished audit away, for good: its rows go, its id stays taken.
 * @returns its status before; undefined where there is none
 */
export async function deleteAudit(db: Queryable, auditId: string): Promise<AuditStatus | undefined> {
  const [found] = await queryRows<{ status: AuditStatus }>(db, `SELECT status FROM ${AUDITS} WHERE audit_id = $1`, [
    auditId,
  ]);
  if (found === undefined || !['completed', 'failed', 'cancelled'].includes(found.status)) return found?.status;
  await db.query(
    `UPDATE ${AUDITS} SET status = 'deleted', result = NULL, manifest = NULL, digest = NULL, error = NULL WHERE audit_id = $1`,
    [auditId],
  );
  // Shards first: this waits for a worker that is still at one, so no change is written after the last line.
  await db.query(`DELETE FROM ${AUDIT_SCHEMA}.audit_shards WHERE audit_id = $1`, [auditId]);
  await db.query(`DELETE FROM ${AUDIT_SCHEMA}.audit_changes WHERE audit_id = $1`, [auditId]);
  return found.status;
}
