import type { CaseRow } from '../cases/case-row.js';
import { loadCases } from '../cases/store.js';
import { loadTroubles } from '../checkpoints/dead-letters.js';
import type { Queryable } from '../sql/queryable.js';
import { loadVerdicts } from '../verdicts/store.js';
import type { VerdictRow } from '../verdicts/verdict-row.js';
import type { Standing } from './standing.js';

/** All that the models hold of some tickets, by ticket id; those not known are left out. */
export async function loadStandings(db: Queryable, ticketIds: readonly string[]): Promise<Map<string, Standing>> {
  const cases = ticketIds.length === 0 ? [] : await loadCases(db, ticketIds);
  const standings = await standingsOf(db, cases);
  return new Map(standings.map((standing) => [standing.case.ticketId, standing]));
}

/** All that the models hold of some cases, in their order. */
export async function standingsOf(db: Queryable, cases: readonly CaseRow[]): Promise<readonly Standing[]> {
  if (cases.length === 0) return [];
  const ids = cases.map(({ ticketId }) => ticketId);
  const verdicts = byTicket(await loadVerdicts(db, ids));
  const troubles = await loadTroubles(db, ids);
  return cases.map((row) => ({
    case: row,
    verdicts: verdicts.get(row.ticketId) ?? [],
    trouble: troubles.get(row.ticketId) ?? null,
  }));
}

function byTicket(rows: readonly VerdictRow[]): Map<string, VerdictRow[]> {
  const grouped = new Map<string, VerdictRow[]>();
  for (const row of rows) {
    const group = grouped.get(row.ticketId);
    if (group === undefined) grouped.set(row.ticketId, [row]);
    else group.push(row);
  }
  return grouped;
}
