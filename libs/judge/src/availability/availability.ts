import { Decimal } from '../credits/decimal.js';
import { builtInCalendar, type CompiledRulebook } from '../versions/rulebook.js';
import { type AvailabilityTerms } from '../model/terms.js';
import { type Instant } from '../model/time.js';
import { takenOpen } from '../targets/net-time.js';
import { intervalsOf, unite } from '../time/intervals.js';
import { type OpenTime } from '../calendar/open-time.js';

/** An outage of a service; null while it lasts. */
export interface Outage {
  readonly from: Instant;
  readonly to: Instant | null;
}

export interface Availability {
  /** Open time of the target's calendar less exclusions, in milliseconds. */
  readonly agreedMs: number;
  /** The union of outages inside agreed time, in milliseconds. */
  readonly downMs: number;
  /** `1 - down / agreed`; 1 for a service under no outage. */
  readonly availability: number;
  /** Whether it reaches the goal, compared without dividing. */
  readonly ok: boolean;
}

/** What is judged: the availability target, the terms' zone (of `24x7`) and the period; a running one counts to `now`. */
export interface AvailabilityQuestion {
  readonly target: AvailabilityTerms;
  readonly timeZone?: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly now: Instant;
}

/**
 * The availability of a service in a period (spec/judge.md, Attainment). Each stretch of the period counts by the version
 * of the calendar that is in force then; exclusions of a category are about tickets and take nothing from a service.
 */
export function availability(
  rules: CompiledRulebook,
  question: AvailabilityQuestion,
  outages: readonly Outage[],
): Availability {
  const end = Math.min(question.to, question.now);
  const excluded = rules.exclusions.of(null);
  const down = unite(intervalsOf(outages.map(({ from, to }) => ({ from, to: to ?? end }))), excluded);
  let agreedMs = 0;
  let downMs = 0;
  for (const { time, from, to } of stretches(rules, question, end)) {
    const open = time.open(from, to);
    const excludedMs = takenOpen(time, from, to, excluded);
    agreedMs += open - excludedMs;
    // Down or excluded, less excluded: what an outage took of agreed time, each millisecond once.
    downMs += takenOpen(time, from, to, down) - excludedMs;
  }
  const misses = Decimal.of(String(question.target.goal)).isAboveShare(agreedMs - downMs, agreedMs);
  return { agreedMs, downMs, availability: downMs === 0 ? 1 : 1 - downMs / agreedMs, ok: downMs === 0 || !misses };
}

interface Stretch {
  readonly time: OpenTime;
  readonly from: number;
  readonly to: number;
}

function stretches(
  rules: CompiledRulebook,
  { target, timeZone = 'UTC', from }: AvailabilityQuestion,
  end: number,
): Stretch[] {
  const id = target.calendar ?? '24x7';
  if (id === '24x7') return [{ time: builtInCalendar(timeZone).time, from, to: end }];
  const spans = rules.calendars.get(id)?.spans(from, end) ?? [];
  return spans.map(({ version, from: start, to }) => ({ time: version.time, from: start, to }));
}
