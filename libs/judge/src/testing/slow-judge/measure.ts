import { daysAfter, type Interval, netStretches, spend, totalOf } from '../slow-time.js';
import { type SlowCalendar, SlowNoOpenTimeError } from './open-time.js';

const DAY = 86_400_000;

/** What a clock has to keep: `days` of the kind, then `ms` of open time. */
export interface Promised {
  readonly days: number;
  readonly ms: number;
  readonly kind: 'working' | 'calendar';
  readonly calendar: SlowCalendar;
  /** A decimal as written. */
  readonly atRisk: string;
}

export interface Measured {
  readonly targetMs: number;
  readonly dueAt: number | null;
  readonly breachesAt: number | null;
  readonly atRiskAt: number | null;
  readonly elapsed: (at: number) => number;
  readonly overrun: (at: number) => number;
}

type TimeThatCounts = (from: number, to: number) => readonly Interval[];

type Spent = ReturnType<typeof spend>;

/** Spends `ms` of counted time less the taken from `from` on, looking ever further ahead until enough is known. */
function spendUntil(
  [counts, taken]: readonly [TimeThatCounts, readonly Interval[]],
  from: number,
  ms: number,
  enough: (spent: Spent) => boolean,
): Spent {
  const lastPause = Math.min(Infinity, ...taken.filter(({ to }) => to === Infinity).map((each) => each.from));
  for (let days = 8; days < 20_000; days *= 2) {
    const horizon = Math.max(from, Math.min(from + days * DAY, lastPause));
    const spent = spend(netStretches(counts(from, horizon), taken, from, horizon), from, ms);
    if (enough(spent) || horizon >= lastPause) return spent;
  }
  throw new SlowNoOpenTimeError(from);
}

/** The first instant by which `ms` have passed; null while an open pause hides it. */
const reach = (counts: TimeThatCounts, taken: readonly Interval[], from: number, ms: number): number | null =>
  spendUntil([counts, taken], from, ms, ({ due }) => due !== null).due;

/** The least whole number of milliseconds that is at least the share of the target, in exact decimals. */
function shareOf(share: string, targetMs: number): number {
  const [whole = '0', fraction = ''] = share.split('.');
  const scale = 10n ** BigInt(fraction.length);
  return Number((BigInt(whole + fraction) * BigInt(targetMs) + scale - 1n) / scale);
}

/** Measures a promise from an instant, less the pauses and exclusions `taken`; an open one ends at Infinity. */
export function measure(promised: Promised, from: number, taken: readonly Interval[]): Measured {
  return promised.days === 0 ? byTime(promised, from, taken) : byDays(promised, from, taken);
}

/** Targets, Time part only. */
function byTime({ ms, calendar, atRisk }: Promised, from: number, taken: readonly Interval[]): Measured {
  const counts: TimeThatCounts = (a, b) => calendar.windows(a, b);
  const { due, runsOn } = spendUntil([counts, taken], from, ms, (spent) => spent.runsOn !== null);
  const elapsed = (at: number): number => (at <= from ? 0 : totalOf(netStretches(counts(from, at), taken, from, at)));
  return {
    targetMs: ms,
    dueAt: due,
    breachesAt: runsOn,
    atRiskAt: reach(counts, taken, from, shareOf(atRisk, ms)),
    elapsed,
    overrun: (at) => Math.max(0, elapsed(at) - ms),
  };
}

/** Targets, With a day part. */
function byDays({ days, ms, kind, calendar, atRisk }: Promised, from: number, taken: readonly Interval[]): Measured {
  const s = calendar.firstOpen(from);
  const open: TimeThatCounts = (a, b) => calendar.windows(a, b);
  const counts: TimeThatCounts = kind === 'calendar' ? (a, b) => [{ from: a, to: b }] : open;
  const u = (a: number, b: number, less: readonly Interval[]): number =>
    a >= b ? 0 : totalOf(netStretches(counts(a, b), less, a, b));
  const afterDays = daysAfter(calendar.timeZone, s, days, kind === 'working' ? calendar.windowsOfDates(s, days) : null);
  const planned = ms === 0 ? afterDays : (reach(open, [], afterDays, ms) ?? afterDays);
  const budget = u(s, planned, []);
  const dueAt = u(s, planned, taken) === budget ? planned : reach(counts, taken, s, budget);
  const share = shareOf(atRisk, budget);
  return {
    targetMs: budget,
    dueAt,
    breachesAt: dueAt,
    atRiskAt: share === 0 ? from : reach(counts, taken, s, share),
    elapsed: (at) => u(s, at, taken),
    overrun: (at) => (dueAt === null ? 0 : u(dueAt, at, taken)),
  };
}
