import type { Verdict } from '#judge';
import { storable } from '../sql/instants.js';

/** A row of `verdicts` in memory; instants are milliseconds since 1970. */
export interface VerdictRow {
  readonly ticketId: string;
  readonly metric: string;
  readonly cycle: number;
  readonly agreementId: string;
  readonly customer: string;
  readonly tier: string;
  readonly priority: string;
  readonly category: string | null;
  readonly team: string | null;
  readonly agent: string | null;
  readonly state: Verdict['state'];
  readonly startedAt: number;
  readonly measuredFrom: number;
  readonly dueAt: number | null;
  readonly breachesAt: number | null;
  readonly stoppedAt: number | null;
  readonly decidedAt: number | null;
  /** `YYYY-MM-DD`. */
  readonly decidedOn: string | null;
  readonly elapsedMs: number | null;
  readonly overrunMs: number | null;
  readonly targetMs: number | null;
  readonly within: string | null;
  readonly atRiskAt: number | null;
  readonly atRisk: boolean;
  readonly excused: string | null;
  readonly marks: readonly string[];
  readonly reason: string | null;
  readonly termsVersion: string;
  readonly calendar: string | null;
  readonly goal: number | null;
  readonly facts: readonly string[];
}

/** Whose clock it is. */
export interface Owner {
  readonly ticketId: string;
  readonly agreementId: string;
  readonly customer: string;
  readonly agent: string | null;
}

/** The local date of an instant under a version of an agreement's terms. */
export type LocalDate = (at: number, termsVersion: string) => string;

/**
 * A verdict as a row. What grows with the clock is left out while the clock is not stopped.
 * Written as one literal: every verdict of every event passes here.
 */
export function verdictRow(verdict: Verdict, owner: Owner, localDate: LocalDate): VerdictRow {
  const { decidedAt } = verdict;
  const termsVersion = String(verdict.termsVersion);
  const stopped = verdict.stoppedAt !== null;
  return {
    ticketId: owner.ticketId,
    metric: verdict.metric,
    cycle: verdict.cycle,
    agreementId: owner.agreementId,
    customer: owner.customer,
    tier: verdict.tier,
    priority: verdict.priority,
    category: verdict.category,
    team: verdict.team,
    agent: owner.agent,
    state: verdict.state,
    startedAt: verdict.startedAt,
    measuredFrom: verdict.measuredFrom,
    dueAt: storable(verdict.dueAt),
    breachesAt: storable(verdict.breachesAt),
    stoppedAt: verdict.stoppedAt,
    decidedAt,
    decidedOn: decidedAt === null ? null : localDate(decidedAt, termsVersion),
    elapsedMs: stopped ? verdict.elapsedMs : null,
    overrunMs: stopped ? verdict.overrunMs : null,
    targetMs: verdict.targetMs,
    within: verdict.within,
    atRiskAt: storable(verdict.atRiskAt),
    atRisk: verdict.atRisk,
    excused: verdict.excused,
    marks: verdict.marks,
    reason: verdict.reason,
    termsVersion,
    calendar: verdict.calendar,
    goal: verdict.goal,
    facts: verdict.facts,
  };
}
