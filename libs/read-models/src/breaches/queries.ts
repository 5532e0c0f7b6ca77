import type { Because } from '../known/walk.js';
import { type Key, Keyset, type Page, type PageAsked, pageOf, type Scope, type Sql } from '../queries/index.js';
import { DECISION, decisionKey, type VerdictFilters, whereVerdicts } from '../verdicts/queries.js';
import {
  STORED_VERDICT,
  storedVerdict,
  type StoredVerdict,
  type StoredVerdictRow,
} from '../verdicts/stored-verdict.js';

/** A breach that is known, or was until something undid it. */
export interface BreachEver extends StoredVerdict {
  /** Null: it still holds. */
  readonly undoneBy: Because | null;
}

/** Among breaches of one clock at one instant that which holds comes last. */
const HOLDS = `${Number.MAX_SAFE_INTEGER}::bigint`;
const ordered = (undoing: string): Keyset => new Keyset([...DECISION, { expression: undoing, type: 'bigint' }]);
const orderOfHolding = ordered(HOLDS);

/** By decision, then by the position of what undid it: the same clock may be breached and set right more than once. */
export const breachOrder = ordered('position');

const keyOf = (row: BreachEver): Key => [...decisionKey(row), row.undoneBy?.position ?? Number.MAX_SAFE_INTEGER];

/**
 * Breaches as known now and those that later events undid, as they stood then, in the order in which they came about.
 * Each of the two has an index in that order: a page costs no more than its rows, twice.
 */
export async function listBreachesEver(
  sql: Sql,
  scope: Scope,
  filters: VerdictFilters,
  { after, limit }: PageAsked,
): Promise<Page<BreachEver>> {
  const where = whereVerdicts(scope, filters);
  const most = where.parameter(limit + 1);
  const same = where.text;
  const beyond = (order: Keyset): string => (after === null ? 'TRUE' : order.beyond(where, after));
  const rows = await sql.query<StoredVerdictRow & { because: Because | null }>(
    `SELECT * FROM (
       (SELECT ${STORED_VERDICT}, ${HOLDS} AS position, NULL::jsonb AS because FROM verdicts
        WHERE ${same} AND state = 'breached' AND ${beyond(orderOfHolding)} ${orderOfHolding.orderBy} LIMIT ${most})
       UNION ALL
       (SELECT ${STORED_VERDICT}, position, because FROM undone_breaches
        WHERE ${same} AND ${beyond(breachOrder)} ${breachOrder.orderBy} LIMIT ${most})
     ) AS breaches ${breachOrder.orderBy} LIMIT ${most}`,
    where.parameters,
  );
  return pageOf(
    rows.map((row) => ({ ...storedVerdict(row), undoneBy: row.because })),
    limit,
    keyOf,
  );
}
