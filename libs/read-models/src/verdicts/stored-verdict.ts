import {
  type Instant,
  instantOf,
  type Millis,
  millisOf,
  type Verdict,
  type VerdictReason,
  type VerdictState,
} from '#judge';

/** A verdict as the tables have it: what grows with the clock is null while the clock is not stopped. */
export interface StoredVerdict extends Omit<Verdict, 'elapsedMs' | 'overrunMs'> {
  readonly ticketId: string;
  readonly elapsedMs: Millis | null;
  readonly overrunMs: Millis | null;
}

export const STORED_VERDICT = `ticket_id, metric, cycle, state, started_at, measured_from, due_at, breaches_at, stopped_at,
  decided_at, elapsed_ms, target_ms, overrun_ms, within, at_risk_at, at_risk, excused, marks, reason, terms_version,
  calendar, tier, priority, category, team, goal, facts`;

/** A row of these columns. */
export interface StoredVerdictRow {
  ticket_id: string;
  metric: string;
  cycle: number;
  state: VerdictState;
  started_at: Date;
  measured_from: Date;
  due_at: Date | null;
  breaches_at: Date | null;
  stopped_at: Date | null;
  decided_at: Date | null;
  elapsed_ms: string | null;
  target_ms: string | null;
  overrun_ms: string | null;
  within: string | null;
  at_risk_at: Date | null;
  at_risk: boolean;
  excused: string | null;
  marks: string[];
  reason: VerdictReason | null;
  terms_version: string;
  calendar: string | null;
  tier: string;
  priority: string;
  category: string | null;
  team: string | null;
  goal: number | null;
  facts: string[];
}

const instant = (date: Date | null): Instant | null => (date === null ? null : instantOf(date.getTime()));
const millis = (text: string | null): Millis | null => (text === null ? null : millisOf(Number(text)));

export function storedVerdict(row: StoredVerdictRow): StoredVerdict {
  return {
    ticketId: row.ticket_id,
    metric: row.metric,
    cycle: row.cycle,
    state: row.state,
    startedAt: instantOf(row.started_at.getTime()),
    measuredFrom: instantOf(row.measured_from.getTime()),
    dueAt: instant(row.due_at),
    breachesAt: instant(row.breaches_at),
    stoppedAt: instant(row.stopped_at),
    decidedAt: instant(row.decided_at),
    elapsedMs: millis(row.elapsed_ms),
    targetMs: millis(row.target_ms),
    overrunMs: millis(row.overrun_ms),
    within: row.within,
    atRiskAt: instant(row.at_risk_at),
    atRisk: row.at_risk,
    excused: row.excused,
    marks: row.marks,
    reason: row.reason,
    termsVersion: Number(row.terms_version),
    calendar: row.calendar,
    tier: row.tier,
    priority: row.priority,
    category: row.category,
    team: row.team,
    goal: row.goal,
    facts: row.facts,
  };
}
