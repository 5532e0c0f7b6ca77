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

/** A verdict as a row. What grows with the clock is left out while the clock is not stopped. */
export function verdictRow(verdict: Verdict, owner: Owner, localDate: LocalDate): VerdictRow {
  const { metric, cycle, state, decidedAt, stoppedAt } = verdict;
  const { tier, priority, category, team, excused, marks, reason, within, calendar, goal, facts } = verdict;
  const termsVersion = String(verdict.termsVersion);
  const stopped = stoppedAt !== null;
  return {
    ...{ ticketId: owner.ticketId, metric, cycle, agreementId: owner.agreementId, customer: owner.customer },
    ...{ tier, priority, category, team, agent: owner.agent, state },
    startedAt: verdict.startedAt,
    measuredFrom: verdict.measuredFrom,
    dueAt: storable(verdict.dueAt),
    breachesAt: storable(verdict.breachesAt),
    stoppedAt,
    decidedAt,
    decidedOn: decidedAt === null ? null : localDate(decidedAt, termsVersion),
    elapsedMs: stopped ? verdict.elapsedMs : null,
    overrunMs: stopped ? verdict.overrunMs : null,
    targetMs: verdict.targetMs,
    within,
    atRiskAt: storable(verdict.atRiskAt),
    ...{ atRisk: verdict.atRisk, excused, marks, reason, termsVersion, calendar, goal, facts },
  };
}
