import type { VerdictState } from '#judge';
import {
  type DimensionFilters,
  type Key,
  type KeyColumn,
  Keyset,
  type Page,
  type PageAsked,
  pageOf,
  type Scope,
  type Span,
  type Sql,
  type Where,
  whereDimensions,
} from '../queries/index.js';
import { STORED_VERDICT, storedVerdict, type StoredVerdict, type StoredVerdictRow } from './stored-verdict.js';

export interface VerdictFilters extends DimensionFilters {
  /** Who works on the ticket now. */
  readonly agent?: string;
  readonly state?: VerdictState;
  readonly atRisk?: boolean;
  /** In milliseconds since 1970, exclusive. */
  readonly dueBefore?: number;
  /** On `decidedAt`. */
  readonly decided: Span;
}

const IDENTITY: readonly KeyColumn[] = [
  { expression: 'ticket_id', type: 'text' },
  { expression: 'metric', type: 'text' },
  { expression: 'cycle', type: 'bigint' },
];
const identityOf = ({ ticketId, metric, cycle }: StoredVerdict): Key => [ticketId, metric, cycle];
const NEVER = 'infinity';
const isoOr = (instant: number | null): string => (instant === null ? NEVER : new Date(instant).toISOString());

/** The lists of verdicts, each with its order. An order ends in (ticket, metric, cycle), so it is total. */
const verdictOrder = new Keyset(IDENTITY);
export const clockOrder = new Keyset([
  { expression: `coalesce(due_at, '${NEVER}'::timestamptz)`, type: 'timestamptz' },
  ...IDENTITY,
]);
export const DECISION: readonly KeyColumn[] = [{ expression: 'decided_at', type: 'timestamptz' }, ...IDENTITY];
export const decisionOrder = new Keyset(DECISION);

export const decisionKey = (row: StoredVerdict): Key => [isoOr(row.decidedAt), ...identityOf(row)];
const hasSpan = ({ decided }: VerdictFilters): boolean => decided.from !== undefined || decided.to !== undefined;

/** Decided in a span: in the order of decision, which the span is a part of. */
export const verdictOrderOf = (filters: VerdictFilters): Keyset => (hasSpan(filters) ? decisionOrder : verdictOrder);

/** Every verdict by ticket, metric, cycle; of a span of decisions by `decidedAt` first. */
export function listVerdicts(
  sql: Sql,
  scope: Scope,
  filters: VerdictFilters,
  asked: PageAsked,
): Promise<Page<StoredVerdict>> {
  const keyOf = hasSpan(filters) ? decisionKey : identityOf;
  return select(sql, whereVerdicts(scope, filters), verdictOrderOf(filters), asked, keyOf);
}

/** The work queue: clocks not stopped, by due time, those without one last. */
export function listClocks(
  sql: Sql,
  scope: Scope,
  filters: VerdictFilters,
  asked: PageAsked,
): Promise<Page<StoredVerdict>> {
  const where = whereVerdicts(scope, filters).and("stopped_at IS NULL AND state <> 'void'");
  return select(sql, where, clockOrder, asked, (row) => [isoOr(row.dueAt), ...identityOf(row)]);
}

/** Breaches as known now, in the order in which they came about. */
export function listBreaches(
  sql: Sql,
  scope: Scope,
  filters: VerdictFilters,
  asked: PageAsked,
): Promise<Page<StoredVerdict>> {
  const where = whereVerdicts(scope, filters).and("state = 'breached'");
  return select(sql, where, decisionOrder, asked, decisionKey);
}

export function whereVerdicts(scope: Scope, filters: VerdictFilters): Where {
  const where = whereDimensions(filters, scope)
    .equals('agent', filters.agent)
    .equals('state', filters.state)
    .equals('at_risk', filters.atRisk)
    .before('due_at', filters.dueBefore)
    .from('decided_at', filters.decided.from)
    .before('decided_at', filters.decided.to);
  const undecided = filters.state === 'running' || filters.state === 'paused' || filters.atRisk === true;
  // Undecided clocks are never stopped: saying so lets the index of the work queue serve them.
  return undecided ? where.and("stopped_at IS NULL AND state <> 'void'") : where;
}

async function select(
  sql: Sql,
  where: Where,
  order: Keyset,
  asked: PageAsked,
  keyOf: (row: StoredVerdict) => Key,
): Promise<Page<StoredVerdict>> {
  order.after(where, asked.after);
  const limit = where.parameter(asked.limit + 1);
  const rows = await sql.query<StoredVerdictRow>(
    `SELECT ${STORED_VERDICT} FROM verdicts WHERE ${where.text} ${order.orderBy} LIMIT ${limit}`,
    where.parameters,
  );
  return pageOf(rows.map(storedVerdict), asked.limit, keyOf);
}
