import type { NoticeEvent } from '#domain';
import {
  type Key,
  type KeyColumn,
  Keyset,
  type Page,
  type PageAsked,
  pageOf,
  type Scope,
  type Span,
  type Sql,
  Where,
} from '../queries/index.js';
import type { NoticeRow } from './notice-row.js';
import { NOTICE_ROW } from './store.js';

export interface NoticeFilters {
  readonly ticketId?: string;
  readonly agreementId?: string;
  readonly customer?: string;
  readonly tier?: string;
  readonly priority?: string;
  readonly category?: string;
  readonly team?: string;
  /** Who worked on the ticket when it was announced. */
  readonly agent?: string;
  readonly metric?: string;
  readonly type?: NoticeEvent['type'];
  /** On `at`. */
  readonly at: Span;
}

/** The filters that ask for a value, with their columns. */
const EQUAL = {
  ticketId: 'ticket_id',
  agreementId: 'agreement_id',
  customer: 'customer',
  tier: 'tier',
  priority: 'priority',
  category: 'category',
  team: 'team',
  agent: 'agent',
  metric: 'metric',
  type: 'type',
} as const satisfies Partial<Record<keyof NoticeFilters, string>>;

const EQUALS = Object.entries(EQUAL) as readonly (readonly [keyof typeof EQUAL, string])[];

/** Qualified: the bare names are those of what is selected, which no index is of. */
const PLACE: KeyColumn = { expression: 'notices.position', type: 'bigint' };
const byPosition = new Keyset([PLACE]);
const byInstant = new Keyset([{ expression: 'notices.at', type: 'timestamptz' }, PLACE]);
const hasSpan = ({ at }: NoticeFilters): boolean => at.from !== undefined || at.to !== undefined;

/** About a span of instants: in the order of `at`, which the span is a part of; else in the order of the log. */
export const noticeOrderOf = (filters: NoticeFilters): Keyset => (hasSpan(filters) ? byInstant : byPosition);

/** Notices in the order of the log; about a span of instants by `at` first. */
export async function listNotices(
  sql: Sql,
  scope: Scope,
  filters: NoticeFilters,
  asked: PageAsked,
): Promise<Page<NoticeRow>> {
  const keyOf = ({ at, position }: NoticeRow): Key =>
    hasSpan(filters) ? [new Date(at).toISOString(), position] : [position];
  const where = whereNotices(scope, filters);
  return pageOf(await select(sql, where, noticeOrderOf(filters), asked), asked.limit, keyOf);
}

/** A stretch of the log: after one position, up to and including another. */
export interface Stretch {
  readonly after: number;
  readonly upTo: number;
  /** At most so many notices. */
  readonly limit: number;
}

/** The first notices of a stretch of the log, in its order. */
export async function readNotices(
  sql: Sql,
  scope: Scope,
  filters: NoticeFilters,
  { after, upTo, limit }: Stretch,
): Promise<Page<NoticeRow>> {
  const where = whereNotices(scope, filters);
  where.and(`position <= ${where.parameter(upTo)}`);
  return pageOf(await select(sql, where, byPosition, { after: [after], limit }), limit, ({ position }) => [position]);
}

/** Whether a notice is for a reader with these filters: the same as `readNotices` asks of the tables. */
export function noticeConcerns(scope: Scope, filters: NoticeFilters, notice: NoticeRow): boolean {
  const { from = -Infinity, to = Infinity } = filters.at;
  return (
    (scope.kind === 'all' || scope.customers.includes(notice.customer)) &&
    EQUALS.every(([name]) => filters[name] === undefined || filters[name] === notice[name]) &&
    notice.at >= from &&
    notice.at < to
  );
}

function whereNotices(scope: Scope, filters: NoticeFilters): Where {
  const where = new Where().scope(scope);
  for (const [name, column] of EQUALS) where.equals(column, filters[name]);
  return where.from('at', filters.at.from).before('at', filters.at.to);
}

/** One row more than asked for, where there is one. */
function select(sql: Sql, where: Where, order: Keyset, { after, limit }: PageAsked): Promise<NoticeRow[]> {
  order.after(where, after);
  const most = where.parameter(limit + 1);
  return sql.query<NoticeRow>(
    `SELECT ${NOTICE_ROW} FROM notices WHERE ${where.text} ${order.orderBy} LIMIT ${most}`,
    where.parameters,
  );
}
