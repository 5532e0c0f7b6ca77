import type { VerdictReason, VerdictState } from '#judge';

/** What the judge says of one clock (a metric's cycle on a ticket), as known at the position, at the hand. */
export class VerdictAnswer {
  ticketId!: string;
  metric!: string;
  /** Counts the starts of the metric, from 1. */
  cycle!: number;
  state!: VerdictState;
  startedAt!: string;
  measuredFrom!: string;
  /** The first instant at which the target is used up; null while a pause is open. */
  dueAt!: string | null;
  /** The last instant at which the target is still kept. */
  breachesAt!: string | null;
  stoppedAt!: string | null;
  decidedAt!: string | null;
  /** Of a clock not stopped: at the server's clock when asked. Null where the case cannot be judged. */
  elapsedMs!: number | null;
  targetMs!: number | null;
  overrunMs!: number | null;
  within!: string | null;
  atRiskAt!: string | null;
  atRisk!: boolean;
  excused!: string | null;
  marks!: string[];
  reason!: VerdictReason | null;
  termsVersion!: number | string;
  calendar!: string | null;
  tier!: string;
  priority!: string;
  category!: string | null;
  team!: string | null;
  /** A share in (0, 1]. */
  goal!: number | null;
  /** Ids of the facts that it rests on. */
  facts!: string[];
}

export const VERDICT_FIELDS = [
  'ticketId',
  'metric',
  'cycle',
  'state',
  'startedAt',
  'measuredFrom',
  'dueAt',
  'breachesAt',
  'stoppedAt',
  'decidedAt',
  'elapsedMs',
  'targetMs',
  'overrunMs',
  'within',
  'atRiskAt',
  'atRisk',
  'excused',
  'marks',
  'reason',
  'termsVersion',
  'calendar',
  'tier',
  'priority',
  'category',
  'team',
  'goal',
  'facts',
] as const satisfies readonly (keyof VerdictAnswer)[];
