import type { AuditRequest } from '#domain';
import { parseInstant, type Instant, type TicketView } from '#judge';
import type { Span } from '../difference/counts.js';
import type { Overlay } from '../overlay/overlay.js';

/** What an audit looks at, ready for use. */
export interface Scope {
  readonly auditId: string;
  /** Null: every agreement. */
  readonly agreements: readonly string[] | null;
  readonly span: Span;
  /** Facts and versions recorded later are not known. */
  readonly asOf: number;
  /** The instant of both judgements. */
  readonly now: Instant;
  readonly overlay: Overlay;
}

/** The scope that a request, as the log has it, asks for. */
export const scopeOf = (request: AuditRequest): Scope => ({
  auditId: request.auditId,
  agreements: request.agreements === '*' ? null : request.agreements,
  span: { from: parseInstant(request.from), to: parseInstant(request.to) },
  asOf: Number(request.asOf),
  now: parseInstant(request.now),
  overlay: request,
});

/** Whether a ticket is judged: opened before `to` and not finished before `from` (spec/http.md, Audits). */
export const isInScope = (ticket: TicketView | null, { from, to }: Span): ticket is TicketView =>
  ticket !== null && ticket.openedAt < to && (ticket.finishedAt === null || ticket.finishedAt >= from);

/**
 * SQL that holds for every case that may be in scope, and for few others. Where a case has moved since `asOf` its columns
 * say nothing of what was known then, so it is looked at; the facts themselves decide (`isInScope`).
 * Parameters: $1 agreements or null, $2 asOf, $3 to, $4 the earlier of `from` and `now`.
 */
export const MAY_BE_IN_SCOPE = `($1::text[] IS NULL OR agreement_id = ANY($1::text[]))
  AND (position > $2 OR (opened_at < $3 AND (finished_at IS NULL OR finished_at >= $4)))`;

/** The parameters of `MAY_BE_IN_SCOPE`. */
export const scopeParams = ({ agreements, asOf, span, now }: Scope): unknown[] => [
  agreements,
  asOf,
  new Date(span.to),
  new Date(Math.min(span.from, now)),
];
