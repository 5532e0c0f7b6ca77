import type { AuditRequest } from '#domain';
import { AUDIT_SCHEMA } from '../audits/audit.entity.js';
import { queryRows, type Queryable } from '#read-models';
import { scopeOf, type Scope } from '../scope/scope.js';
import { cutIntoShards } from './shard-store.js';

/** An audit that was taken from the queue: cut and running, or why it cannot run. */
export type Prepared =
  { readonly auditId: string; readonly cases: number } | { readonly auditId: string; readonly error: string };

/**
 * Takes the oldest audit whose `asOf` the read models have reached, and cuts it into shards. To be called in a
 * transaction: its row lock keeps other replayers off.
 * @returns undefined when no audit waits, or none can start yet
 */
export async function prepareNext(db: Queryable, now: Date): Promise<Prepared | undefined> {
  const [queued] = await queryRows<{ request: AuditRequest }>(
    db,
    `SELECT request FROM ${AUDIT_SCHEMA}.audits WHERE status = 'queued' AND error IS NULL
       AND (request->>'asOf')::bigint <= (SELECT min(position) FROM projection_checkpoints)
     ORDER BY position LIMIT 1 FOR UPDATE SKIP LOCKED`,
  );
  if (queued === undefined) return undefined;
  const scope = scopeOf(queued.request);
  const error = (await unknownAgreements(db, scope)) ?? (await unknownExclusions(db, scope));
  if (error !== undefined) return refuse(db, scope, error);
  const cases = await cutIntoShards(db, scope);
  await db.query(
    `UPDATE ${AUDIT_SCHEMA}.audits SET status = 'running', cases = $2, started_at = $3 WHERE audit_id = $1`,
    [scope.auditId, cases, now],
  );
  return { auditId: scope.auditId, cases };
}

/** Kept with the row until the log has it too. */
async function refuse(db: Queryable, { auditId }: Scope, error: string): Promise<Prepared> {
  await db.query(`UPDATE ${AUDIT_SCHEMA}.audits SET error = $2 WHERE audit_id = $1`, [auditId, error]);
  return { auditId, error };
}

async function unknownAgreements(db: Queryable, { agreements, asOf }: Scope): Promise<string | undefined> {
  if (agreements === null) return undefined;
  const rows = await queryRows<{ id: string }>(
    db,
    `SELECT id FROM unnest($1::text[]) AS id WHERE NOT EXISTS (
       SELECT 1 FROM agreement_versions v WHERE v.agreement_id = id AND v.version = 1 AND v.position <= $2)`,
    [agreements, asOf],
  );
  return rows.length === 0 ? undefined : `no agreement ${names(rows)} was recorded up to position ${asOf}`;
}

async function unknownExclusions(db: Queryable, { agreements, asOf, overlay }: Scope): Promise<string | undefined> {
  if (overlay.withdraw.length === 0) return undefined;
  const rows = await queryRows<{ id: string }>(
    db,
    `SELECT id FROM unnest($1::text[]) AS id WHERE NOT EXISTS (
       SELECT 1 FROM exclusions e WHERE e.exclusion_id = id AND e.position <= $2
         AND ($3::text[] IS NULL OR e.agreement_id = ANY($3::text[])))`,
    [overlay.withdraw, asOf, agreements],
  );
  return rows.length === 0 ? undefined : `no exclusion ${names(rows)} was recorded up to position ${asOf}`;
}

const names = (rows: readonly { id: string }[]): string => rows.map(({ id }) => `"${id}"`).join(', ');
