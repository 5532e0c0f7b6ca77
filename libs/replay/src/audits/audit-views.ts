import type { AuditRequest } from '#domain';
import type { Manifest } from '../manifest/manifest.js';
import type { AuditResult } from './audit-result.js';
import { AUDIT_SCHEMA, type AuditStatus } from './audit.entity.js';
import { queryRows, type Queryable } from '#read-models';

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
export async function readAudit(db: Queryable, auditId: string): Promise<AuditView | undefined> {
  const [row] = await queryRows<ItemRow & { result: AuditResult | null }>(
    db,
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

/** A page of audits, the latest asked for first. */
export async function listAudits(
  db: Queryable,
  page: { readonly before: number | null; readonly limit: number },
): Promise<{ readonly items: readonly AuditItem[]; readonly next: number | null }> {
  const rows = await queryRows<ItemRow>(
    db,
    `SELECT ${ITEM} FROM ${AUDIT_SCHEMA}.audits a
     WHERE status <> 'deleted' AND ($1::bigint IS NULL OR position < $1::bigint) ORDER BY position DESC LIMIT $2`,
    [page.before, page.limit + 1],
  );
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return { items: shown.map(itemOf), next: rows.length > page.limit && last ? Number(last.position) : null };
}

/** The manifest of a completed audit, null for one that is not completed. */
export async function readManifest(db: Queryable, auditId: string): Promise<Manifest | null | undefined> {
  const [row] = await queryRows<{ manifest: Manifest | null }>(
    db,
    `SELECT manifest FROM ${AUDIT_SCHEMA}.audits WHERE audit_id = $1 AND status <> 'deleted'`,
    [auditId],
  );
  return row?.manifest;
}

/** What an audit was asked, and how it stands. */
export async function readRequest(
  db: Queryable,
  auditId: string,
): Promise<{ readonly request: AuditRequest; readonly status: AuditItem['status'] } | undefined> {
  const [row] = await queryRows<{ request: AuditRequest; status: AuditItem['status'] }>(
    db,
    `SELECT request, status FROM ${AUDIT_SCHEMA}.audits WHERE audit_id = $1 AND status <> 'deleted'`,
    [auditId],
  );
  return row;
}
