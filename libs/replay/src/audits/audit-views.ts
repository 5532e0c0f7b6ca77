import type { Manifest } from '../manifest/manifest.js';
import type { AuditResult } from './audit-result.js';
import { AUDIT_SCHEMA, type AuditStatus } from './audit.entity.js';
import { Keyset, mapPage, pageOf, Where, type Page, type PageAsked, type Sql } from '#read-models';

export interface Progress {
  /** Cases looked at so far. */
  readonly cases: number;
  /** Cases to look at; 0 until it is known. */
  readonly of: number;
  readonly casesPerSecond: number;
}

/** An audit in a list. */
export interface AuditItem {
  readonly auditId: string;
  readonly status: Exclude<AuditStatus, 'deleted'>;
  readonly error: string | null;
  readonly progress: Progress;
  readonly digest: string | null;
  /** Where its manifest is; null until it is completed. */
  readonly manifest: string | null;
}

/** An audit (spec/http.md, Audits). Until it is completed its counts are null and its lists empty. */
export interface AuditView extends AuditItem {
  readonly before: AuditResult['before'] | null;
  readonly after: AuditResult['after'] | null;
  readonly changes: AuditResult['changes'] | null;
  readonly groups: AuditResult['groups'];
  readonly cases: AuditResult['cases'];
}

interface ItemRow {
  readonly audit_id: string;
  readonly position: string;
  readonly status: AuditItem['status'];
  readonly error: string | null;
  readonly digest: string | null;
  readonly cases: number | null;
  readonly done: number;
  readonly ms: number | null;
}

/** Shards done count as looked at; the clock of an audit that runs is the database's. */
const ITEM = `a.audit_id, a.position, a.status, a.error, a.digest, a.cases,
  (SELECT coalesce(sum(s.cases), 0)::int FROM ${AUDIT_SCHEMA}.audit_shards s WHERE s.audit_id = a.audit_id AND s.done) AS done,
  (extract(epoch FROM coalesce(a.finished_at, clock_timestamp()) - a.started_at) * 1000)::float8 AS ms`;

const itemOf = (row: ItemRow): AuditItem => ({
  auditId: row.audit_id,
  status: row.status,
  error: row.error,
  progress: { cases: row.done, of: row.cases ?? 0, casesPerSecond: rate(row.done, row.ms) },
  digest: row.digest,
  manifest: row.status === 'completed' ? `/v1/audits/${row.audit_id}/manifest` : null,
});

const rate = (cases: number, ms: number | null): number =>
  ms === null || ms <= 0 ? 0 : Math.round((cases * 1000) / ms);

/** An audit by its id; undefined where there is none, or it was deleted. */
export async function readAudit(sql: Sql, auditId: string): Promise<AuditView | undefined> {
  const [row] = await sql.query<ItemRow & { result: AuditResult | null }>(
    `SELECT ${ITEM}, a.result FROM ${AUDIT_SCHEMA}.audits a WHERE audit_id = $1 AND status <> 'deleted'`,
    [auditId],
  );
  return row && viewOf(itemOf(row), row.result);
}

const NOTHING_YET = {
  before: null,
  after: null,
  changes: null,
  groups: [],
  cases: { judged: 0, changed: 0, unjudged: [] },
};

const viewOf = (item: AuditItem, result: AuditResult | null): AuditView => ({ ...item, ...(result ?? NOTHING_YET) });

/** The latest asked for comes first. */
export const auditOrder = new Keyset([{ expression: '(-a.position)', type: 'bigint' }]);

/** A page of audits. */
export async function listAudits(sql: Sql, { after, limit }: PageAsked): Promise<Page<AuditItem>> {
  const where = new Where().and(`a.status <> 'deleted'`);
  auditOrder.after(where, after);
  const rows = await sql.query<ItemRow>(
    `SELECT ${ITEM} FROM ${AUDIT_SCHEMA}.audits a
     WHERE ${where.text} ${auditOrder.orderBy} LIMIT ${where.parameter(limit + 1)}`,
    where.parameters,
  );
  return mapPage(
    pageOf(rows, limit, ({ position }) => [-Number(position)]),
    itemOf,
  );
}

/** The manifest of a completed audit, null for one that is not completed; undefined where there is none. */
export async function readManifest(sql: Sql, auditId: string): Promise<Manifest | null | undefined> {
  const [row] = await sql.query<{ manifest: Manifest | null }>(
    `SELECT manifest FROM ${AUDIT_SCHEMA}.audits WHERE audit_id = $1 AND status <> 'deleted'`,
    [auditId],
  );
  return row?.manifest;
}

/** How an audit stands; undefined where there is none. */
export async function readAuditStatus(sql: Sql, auditId: string): Promise<AuditItem['status'] | undefined> {
  const [row] = await sql.query<{ status: AuditItem['status'] }>(
    `SELECT status FROM ${AUDIT_SCHEMA}.audits WHERE audit_id = $1 AND status <> 'deleted'`,
    [auditId],
  );
  return row?.status;
}
