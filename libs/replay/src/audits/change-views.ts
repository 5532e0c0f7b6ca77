import type { VerdictJson } from '#judge';
import { AUDIT_SCHEMA } from './audit.entity.js';
import { queryRows, type Queryable } from '#read-models';

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

/** Where a page ended: the next begins after it. */
export type ChangeKey = readonly [ticketId: string, metric: string, cycle: number];

/** The changed verdicts of an audit by ticket, metric (byte order) and cycle, `limit` at most. */
export async function readChanges(
  db: Queryable,
  auditId: string,
  filters: ChangeFilters,
  page: { readonly after: ChangeKey | null; readonly limit: number },
): Promise<{ readonly items: readonly ChangeView[]; readonly next: ChangeKey | null }> {
  const [ticketId, metric, cycle] = page.after ?? ['', '', 0];
  const rows = await queryRows<ChangeView>(
    db,
    `SELECT ticket_id AS "ticketId", metric, cycle, before, after, why FROM ${AUDIT_SCHEMA}.audit_changes
     WHERE audit_id = $1 AND (ticket_id, metric, cycle) > ($2, $3, $4::int)
       AND ($5::text IS NULL OR metric = $5) AND ($6::text IS NULL OR change = $6)
       AND ($7::text IS NULL OR tier = $7) AND ($8::text IS NULL OR category = $8)
     ORDER BY ticket_id, metric, cycle LIMIT $9`,
    [
      auditId,
      ticketId,
      metric,
      cycle,
      filters.metric ?? null,
      filters.change ?? null,
      filters.tier ?? null,
      filters.category ?? null,
      page.limit + 1,
    ],
  );
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return { items, next: rows.length > page.limit && last ? [last.ticketId, last.metric, last.cycle] : null };
}
