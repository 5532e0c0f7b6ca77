import { DigestOfTickets } from '#domain';
import { attainment } from '#judge';
import type { AuditResult, SideResult } from '../audits/audit-result.js';
import { AUDIT_SCHEMA } from '../audits/audit.entity.js';
import { queryRows, type Queryable } from '#read-models';
import type { Counts } from '../difference/counts.js';
import { Tally, totals, type Tallied } from '../difference/tally.js';
import type { Scope } from '../scope/scope.js';

/** So many shards are in memory at a time while their results are added up. */
const SHARDS_A_PAGE = 50;

export interface Merged {
  readonly result: AuditResult;
  readonly digest: string;
}

/** Adds up what the shards of an audit came to. Shards are contiguous, so their hashes concatenate in ticket order. */
export async function mergeShards(db: Queryable, scope: Scope): Promise<Merged> {
  const tally = new Tally(scope.span);
  const digest = new DigestOfTickets();
  for (let from = 0; ; from += SHARDS_A_PAGE) {
    const page = await readPage(db, scope.auditId, from);
    if (page.length === 0) return { result: resultOf(tally.result()), digest: digest.digest() };
    for (const { tallied, hashes } of page) {
      tally.add(tallied);
      digest.add(hashes);
    }
  }
}

/** Shards are numbered from 0 without gaps. */
function readPage(db: Queryable, auditId: string, from: number) {
  return queryRows<{ tallied: Tallied; hashes: Buffer }>(
    db,
    `SELECT tallied, hashes FROM ${AUDIT_SCHEMA}.audit_shards
     WHERE audit_id = $1 AND shard >= $2 AND shard < $3 ORDER BY shard`,
    [auditId, from, from + SHARDS_A_PAGE],
  );
}

const rated = <C extends Counts>(counts: C): C & { attainment: number | null } => ({
  ...counts,
  attainment: attainment(counts),
});
const side = (counts: Counts): SideResult => ({ ...rated(counts), credits: [] });

function resultOf({ judged, changed, unjudged, changes, groups }: Tallied): AuditResult {
  const { before, after } = totals(groups);
  return {
    before: side(before),
    after: side(after),
    changes: { total: Object.values(changes).reduce((sum, n) => sum + n, 0), ...changes },
    groups: groups.map((group) => ({ ...group, before: rated(group.before), after: rated(group.after) })),
    cases: { judged, changed, unjudged },
  };
}
