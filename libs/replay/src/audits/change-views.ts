import type { VerdictJson } from '#judge';
import { AUDIT_SCHEMA } from './audit.entity.js';
import { Keyset, pageOf, Where, type Page, type PageAsked, type Sql } from '#read-models';

/** A changed verdict (spec/http.md, Audits). */
export interface ChangeView {
  readonly ticketId: string;
  readonly metric: string;
  readonly cycle: number;
  readonly before: VerdictJson | null;
  readonly after: VerdictJson | null;
  readonly why: string;
}

export interface ChangeFilters {
  readonly metric?: string;
  /** `met>breached`, `none>met`, ... or `same-state`. */
  readonly change?: string;
  /** As it was before; where there was no clock before, as it is after. The same with `category`. */
  readonly tier?: string;
  readonly category?: string;
}

/** By ticket, metric and cycle, in byte order. */
export const changeOrder = new Keyset([
  { expression: 'ticket_id', type: 'text' },
  { expression: 'metric', type: 'text' },
  { expression: 'cycle', type: 'bigint' },
]);

/** A page of the changed verdicts of an audit. */
export async function readChanges(
  sql: Sql,
  auditId: string,
  { metric, change, tier, category }: ChangeFilters,
  { after, limit }: PageAsked,
): Promise<Page<ChangeView>> {
  const where = new Where()
    .equals('audit_id', auditId)
    .equals('metric', metric)
    .equals('change', change)
    .equals('tier', tier)
    .equals('category', category);
  changeOrder.after(where, after);
  const rows = await sql.query<ChangeView>(
    `SELECT ticket_id AS "ticketId", metric, cycle, before, after, why FROM ${AUDIT_SCHEMA}.audit_changes
     WHERE ${where.text} ${changeOrder.orderBy} LIMIT ${where.parameter(limit + 1)}`,
    where.parameters,
  );
  return pageOf(rows, limit, (row) => [row.ticketId, row.metric, row.cycle]);
}
