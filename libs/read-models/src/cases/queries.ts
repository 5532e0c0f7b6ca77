import type { IgnoredFact } from '#judge';
import { Keyset, pageOf, type Page, type PageAsked, type Scope, type Span, type Sql, Where } from '../queries/index.js';
import type { CaseFact } from './case-fact.js';
import type { CaseStatus } from './case.entity.js';

/** A ticket in a list: what it is, not what happened to it. Instants are milliseconds since 1970. */
export interface TicketView {
  readonly ticketId: string;
  readonly agreementId: string;
  readonly customer: string;
  readonly tier: string;
  readonly priority: string;
  readonly category: string | null;
  readonly team: string | null;
  readonly agent: string | null;
  readonly status: CaseStatus;
  readonly openedAt: number;
  readonly finishedAt: number | null;
  readonly score: number | null;
  readonly revision: number;
}

export interface TicketFilters {
  readonly agreementId?: string;
  readonly customer?: string;
  readonly status?: CaseStatus;
  readonly tier?: string;
  readonly priority?: string;
  readonly category?: string;
  readonly team?: string;
  /** On `openedAt`. */
  readonly opened: Span;
}

interface TicketRow {
  ticket_id: string;
  agreement_id: string;
  customer: string;
  tier: string;
  priority: string;
  category: string | null;
  team: string | null;
  agent: string | null;
  status: CaseStatus;
  opened_at: Date;
  finished_at: Date | null;
  score: number | null;
  revision: number;
}

const TICKET =
  'ticket_id, agreement_id, customer, tier, priority, category, team, agent, status, opened_at, finished_at, score, revision';

const byId = new Keyset([{ expression: 'ticket_id', type: 'text' }]);
const byOpening = new Keyset([
  { expression: 'opened_at', type: 'timestamptz' },
  { expression: 'ticket_id', type: 'text' },
]);
const hasSpan = ({ opened }: TicketFilters): boolean => opened.from !== undefined || opened.to !== undefined;

/** Opened in a span: in the order of opening, which the span is a part of. */
export const ticketOrderOf = (filters: TicketFilters): Keyset => (hasSpan(filters) ? byOpening : byId);

/** Tickets by id, in byte order; of a span of openings by `openedAt` first. */
export async function findTickets(
  sql: Sql,
  scope: Scope,
  filters: TicketFilters,
  asked: PageAsked,
): Promise<Page<TicketView>> {
  const where = new Where()
    .scope(scope)
    .equals('agreement_id', filters.agreementId)
    .equals('customer', filters.customer)
    .equals('status', filters.status)
    .equals('tier', filters.tier)
    .equals('priority', filters.priority)
    .equals('category', filters.category)
    .equals('team', filters.team)
    .from('opened_at', filters.opened.from)
    .before('opened_at', filters.opened.to);
  const order = ticketOrderOf(filters);
  order.after(where, asked.after);
  const limit = where.parameter(asked.limit + 1);
  const rows = await sql.query<TicketRow>(
    `SELECT ${TICKET} FROM cases WHERE ${where.text} ${order.orderBy} LIMIT ${limit}`,
    where.parameters,
  );
  return pageOf(rows.map(viewTicket), asked.limit, ({ ticketId, openedAt }) =>
    hasSpan(filters) ? [new Date(openedAt).toISOString(), ticketId] : [ticketId],
  );
}

/** A ticket with its case. */
export interface CaseView extends TicketView {
  readonly facts: readonly CaseFact[];
  readonly ignored: readonly IgnoredFact[];
}

/** The case of a ticket; undefined where there is none that this reader may see. */
export async function readCaseOf(sql: Sql, scope: Scope, ticketId: string): Promise<CaseView | undefined> {
  const where = new Where().scope(scope).equals('ticket_id', ticketId);
  const [row] = await sql.query<TicketRow & Pick<CaseView, 'facts' | 'ignored'>>(
    `SELECT ${TICKET}, facts, ignored FROM cases WHERE ${where.text}`,
    where.parameters,
  );
  return row && { ...viewTicket(row), facts: row.facts, ignored: row.ignored };
}

export interface CaseFacts {
  readonly agreementId: string;
  readonly facts: readonly CaseFact[];
}

/** The facts of many tickets at once, by ticket, to judge them at another instant. */
export async function readFacts(sql: Sql, ticketIds: readonly string[]): Promise<ReadonlyMap<string, CaseFacts>> {
  if (ticketIds.length === 0) return new Map();
  const rows = await sql.query<{ ticket_id: string; agreement_id: string; facts: CaseFact[] }>(
    'SELECT ticket_id, agreement_id, facts FROM cases WHERE ticket_id = ANY($1::text[])',
    [[...new Set(ticketIds)]],
  );
  return new Map(rows.map((row) => [row.ticket_id, { agreementId: row.agreement_id, facts: row.facts }]));
}

function viewTicket(row: TicketRow): TicketView {
  return {
    ticketId: row.ticket_id,
    agreementId: row.agreement_id,
    customer: row.customer,
    tier: row.tier,
    priority: row.priority,
    category: row.category,
    team: row.team,
    agent: row.agent,
    status: row.status,
    openedAt: row.opened_at.getTime(),
    finishedAt: row.finished_at?.getTime() ?? null,
    score: row.score,
    revision: row.revision,
  };
}
