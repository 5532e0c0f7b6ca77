import type { WeeklyWindow } from './calendar-definition.js';

export type { WeeklyWindow };

/** What a running or paused clock does when its target changes (spec/judge.md, Metrics and their clocks). */
export type ChangePolicy = 'from-start' | 'restart' | 'proportional';

/** What a reopening does to a decided resolution clock. */
export type ReopenPolicy = 'resume' | 'restart' | 'ignore';

/** What starts or stops a clock. */
export type Trigger =
  'opened' | 'response' | 'customer-reply' | 'assigned' | 'resolved' | 'closed' | 'reopened' | `milestone:${string}`;

/** One promise. `within` is an ISO 8601 duration of days, hours, minutes, seconds; null is an explicit *no target*. */
export interface TargetTerms {
  readonly metric: string;
  readonly priority?: string;
  readonly category?: string;
  readonly within: string | null;
  readonly days?: 'working' | 'calendar';
  readonly calendar?: string;
  /** A share in (0, 1]. */
  readonly goal?: number;
}

export interface OwnMetricTerms {
  readonly start: readonly Trigger[];
  readonly stop: readonly Trigger[];
  readonly repeat?: boolean;
}

/** Decimals are strings: they never pass through binary floating point. */
export interface CreditTerms {
  readonly fee: string;
  readonly currency: string;
  readonly per: 'month' | 'quarter' | 'year';
  readonly cap?: string;
  readonly ladder?: readonly { readonly metric: string; readonly below: string; readonly percent: string }[];
  readonly breaches?: readonly {
    readonly metric: string;
    readonly tier?: string;
    readonly priority?: string;
    readonly category?: string;
    readonly amount: string;
  }[];
  readonly rewards?: readonly { readonly metric: string; readonly atLeast: string; readonly percent: string }[];
}

export interface AvailabilityTerms {
  readonly calendar?: string;
  readonly goal: number;
  readonly per: 'month' | 'quarter' | 'year';
}

/** All that an agreement promises: one whole document a version (spec/judge.md, Targets). */
export interface Terms {
  readonly timeZone?: string;
  readonly calendar?: string;
  /** The share of the target at which a clock is at risk; a decimal as written, default 0.75. */
  readonly atRisk?: number | string;
  readonly reopen?: ReopenPolicy;
  readonly change?: ChangePolicy;
  /** By pause reason, the metrics that it stops; `*` is all of them. */
  readonly pauses?: Readonly<Record<string, readonly string[]>>;
  readonly metrics?: Readonly<Record<string, OwnMetricTerms>>;
  readonly tiers: Readonly<Record<string, readonly TargetTerms[]>>;
  readonly credits?: CreditTerms;
  readonly availability?: AvailabilityTerms;
}
