import type { AuditRequest } from '#domain';
import type { EventStore } from '#event-store';
import { recordEnd } from '../audits/audit-log.js';
import { endAudit } from '../audits/audit-rows.js';
import { AUDIT_SCHEMA } from '../audits/audit.entity.js';
import { queryRows, type Queryable } from '#read-models';
import { agreementHashes, manifestOf, type AgreementHashes, type Manifest } from '../manifest/manifest.js';
import { loadHistories } from '../scope/histories.js';
import { scopeOf, type Scope } from '../scope/scope.js';
import { mergeShards, type Merged } from './merge.js';

interface Ripe {
  readonly request: AuditRequest;
  readonly error: string | null;
}

/** What an audit ends in needs beside the database. */
export interface Ending {
  readonly store: EventStore;
  readonly now: Date;
  readonly timeZoneData: string;
}

/**
 * Ends one audit whose shards are all done, or which cannot go on: first in the log, then in its row. To be called in a
 * transaction: its row lock keeps other replayers off. Killed in between, it is ended again with the same event.
 * @returns the audit's id; undefined when none is ripe
 */
export async function finishNext(db: Queryable, ending: Ending): Promise<string | undefined> {
  const [ripe] = await queryRows<Ripe>(
    db,
    `SELECT request, error FROM ${AUDIT_SCHEMA}.audits a
     WHERE status IN ('queued', 'running') AND (error IS NOT NULL OR (status = 'running' AND NOT EXISTS (
       SELECT 1 FROM ${AUDIT_SCHEMA}.audit_shards s WHERE s.audit_id = a.audit_id AND NOT s.done)))
     ORDER BY position LIMIT 1 FOR UPDATE SKIP LOCKED`,
  );
  if (ripe === undefined) return undefined;
  const scope = scopeOf(ripe.request);
  if (ripe.error !== null) await fail(db, scope, ripe.error, ending);
  else await complete(db, ripe.request, scope, ending);
  return scope.auditId;
}

async function fail(db: Queryable, { auditId }: Scope, error: string, { store, now }: Ending): Promise<void> {
  const kind = await recordEnd(store, { type: 'FailAudit', auditId, error });
  if (kind === 'cancelled') await endAudit(db, auditId, 'cancelled', null, now);
  else await endAudit(db, auditId, 'failed', error, now);
}

async function complete(db: Queryable, request: AuditRequest, scope: Scope, ending: Ending): Promise<void> {
  const merged = await mergeShards(db, scope);
  const manifest = await manifestFor(db, request, scope, merged, ending.timeZoneData);
  const { digest, result } = merged;
  const { judged, changed } = result.cases;
  const kind = await recordEnd(ending.store, {
    type: 'CompleteAudit',
    auditId: scope.auditId,
    digest,
    judged,
    changed,
  });
  if (kind === 'cancelled') return endAudit(db, scope.auditId, 'cancelled', null, ending.now);
  if (kind !== 'completed') return endAudit(db, scope.auditId, 'failed', `the log says that it ${kind}`, ending.now);
  await db.query(
    `UPDATE ${AUDIT_SCHEMA}.audits SET status = 'completed', finished_at = $2, result = $3, digest = $4, manifest = $5
     WHERE audit_id = $1`,
    [scope.auditId, ending.now, JSON.stringify(result), digest, JSON.stringify(manifest)],
  );
}

async function manifestFor(
  db: Queryable,
  request: AuditRequest,
  scope: Scope,
  { digest, result }: Merged,
  timeZoneData: string,
): Promise<Manifest> {
  const agreements: AgreementHashes[] = [];
  for (const id of scope.agreements ?? (await knownAgreements(db, scope.asOf))) {
    agreements.push(agreementHashes(id, await loadHistories(db, scope, id)));
  }
  const { judged, changed, unjudged } = result.cases;
  return manifestOf(request, agreements, { digest, judged, changed, unjudged: unjudged.length }, timeZoneData);
}

async function knownAgreements(db: Queryable, asOf: number): Promise<readonly string[]> {
  const rows = await queryRows<{ id: string }>(
    db,
    `SELECT agreement_id AS id FROM agreement_versions WHERE version = 1 AND position <= $1 ORDER BY agreement_id`,
    [asOf],
  );
  return rows.map(({ id }) => id);
}
