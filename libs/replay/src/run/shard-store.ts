import type { AuditRequest } from '#domain';
import { AUDIT_SCHEMA } from '../audits/audit.entity.js';
import { queryRows, type Queryable } from '#read-models';
import { MAY_BE_IN_SCOPE, scopeParams, type Scope } from '../scope/scope.js';
import type { CaseRow, ShardResult } from './judge-shard.js';

/** A shard whose row is locked by the transaction that took it. */
export interface TakenShard {
  readonly auditId: string;
  readonly shard: number;
  readonly after: string;
  readonly upto: string;
}

/** Shards are so large that work outweighs round trips, and so small that one is a page in memory. */
export const SHARD_SIZE = 2_000;

/**
 * Cuts an audit into contiguous ranges of tickets.
 * @returns how many cases there are to look at
 */
export async function cutIntoShards(db: Queryable, scope: Scope, size = SHARD_SIZE): Promise<number> {
  await db.query(`DELETE FROM ${AUDIT_SCHEMA}.audit_shards WHERE audit_id = $1`, [scope.auditId]);
  const [row] = await queryRows<{ cases: number }>(
    db,
    `WITH numbered AS (
       SELECT ticket_id, (row_number() OVER (ORDER BY ticket_id) - 1) / $6::int AS shard FROM cases WHERE ${MAY_BE_IN_SCOPE}
     ), ranges AS (
       SELECT shard, max(ticket_id) AS upto, count(*)::int AS cases FROM numbered GROUP BY shard
     ), cut AS (
       INSERT INTO ${AUDIT_SCHEMA}.audit_shards (audit_id, shard, after, upto, cases)
       SELECT $5, shard, lag(upto, 1, '') OVER (ORDER BY shard), upto, cases FROM ranges RETURNING cases
     )
     SELECT coalesce(sum(cases), 0)::int AS cases FROM cut`,
    [...scopeParams(scope), scope.auditId, size],
  );
  return row?.cases ?? 0;
}

/**
 * Takes a shard that is to do and that nobody holds, by its row lock until the transaction ends. The lowest number of all
 * running audits comes first, so that audits share the workers fairly and a new one catches up.
 */
export async function takeShard(db: Queryable): Promise<(TakenShard & { readonly request: AuditRequest }) | undefined> {
  const [taken] = await queryRows<TakenShard & { request: AuditRequest }>(
    db,
    `SELECT s.audit_id AS "auditId", s.shard, s.after, s.upto, a.request
     FROM ${AUDIT_SCHEMA}.audit_shards s JOIN ${AUDIT_SCHEMA}.audits a USING (audit_id)
     WHERE NOT s.done AND a.status = 'running' AND a.error IS NULL
     ORDER BY s.shard, a.position LIMIT 1 FOR UPDATE OF s SKIP LOCKED`,
  );
  return taken;
}

/** The cases of a shard that may be in scope, in ticket order. */
export async function readCases(db: Queryable, scope: Scope, { after, upto }: TakenShard): Promise<readonly CaseRow[]> {
  return queryRows<CaseRow>(
    db,
    `SELECT ticket_id AS "ticketId", agreement_id AS "agreementId", facts::text AS facts FROM cases
     WHERE ticket_id > $5 AND ticket_id <= $6 AND ${MAY_BE_IN_SCOPE} ORDER BY ticket_id`,
    [...scopeParams(scope), after, upto],
  );
}

const STREAM = 'ticket-';

/** Tickets of a shard with an event, known at `asOf`, that the read models could not take; and why. */
export async function readIncomplete(
  db: Queryable,
  { asOf }: Scope,
  { after, upto }: TakenShard,
): Promise<ReadonlyMap<string, string>> {
  const rows = await queryRows<{ stream: string; revision: number; reason: string }>(
    db,
    `SELECT stream, revision, reason FROM dead_letters
     WHERE kind = 'event' AND position <= $1 AND stream > $2 AND stream <= $3 ORDER BY stream`,
    [asOf, STREAM + after, STREAM + upto],
  );
  return new Map(
    rows.map(({ stream, revision, reason }) => [
      stream.slice(STREAM.length),
      `event ${revision} of ${stream} could not be applied: ${reason}`,
    ]),
  );
}

/** Writes what a shard came to, but for its changes. */
export async function writeShard(db: Queryable, taken: TakenShard, result: ShardResult, owner: string): Promise<void> {
  await db.query(
    `UPDATE ${AUDIT_SCHEMA}.audit_shards SET done = true, owner = $3, tallied = $4, hashes = $5
     WHERE audit_id = $1 AND shard = $2`,
    [taken.auditId, taken.shard, owner, JSON.stringify(result.tallied), result.hashes],
  );
}
