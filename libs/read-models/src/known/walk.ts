import { instantOf, judge, type Fact, type Instant, type Judgement } from '#judge';
import type { CaseFact, RatedFact } from '../cases/case-fact.js';
import type { Rules } from '../fold/rules.js';
import type { Law } from './law.js';

/** What the log took at a position, that may have moved what is known of a ticket. */
export interface Because {
  readonly position: number;
  /** In milliseconds since 1970. */
  readonly recordedAt: Instant;
  readonly stream: string;
  /** Of a fact as facts are named (`resolved`), of a version the event's name (`AgreementAmended`). */
  readonly type: string;
  /** Of a fact; null for what governs the ticket. */
  readonly eventId: string | null;
}

/** What was known of a ticket: nothing before its first event, nor while it cannot be judged. */
export interface Known {
  readonly judgement: Judgement | null;
  readonly rules: Rules;
}

const UNKNOWN: Known = { judgement: null, rules: { kind: 'unusable', reason: 'nothing is known yet' } };

/** One event more: what was known before and after it, both judged at the instant of its recording. */
export interface KnownStep {
  readonly because: Because;
  readonly before: Known;
  /** Judged when asked for: whoever looks for what was undone seldom does. */
  readonly after: () => Known;
}

/**
 * How what was known of a ticket moved, event by event of its own and of what governs it, in the order of the log
 * (DESIGN.md, The projection engine must). A function of the log alone: of batches, restarts and the clock hand it
 * knows nothing.
 * @param facts all that is known of the ticket, in order of revision
 * @param from only steps after this position; -1: all
 */
export function* walkKnown(
  ticketId: string,
  facts: readonly CaseFact[],
  law: Law,
  from = -1,
): Generator<KnownStep, void> {
  const walk = new Prefixes(facts, law);
  for (const because of moments(ticketId, facts, law, from)) {
    const before = walk.at(because.position - 1, because.recordedAt);
    yield { because, before, after: () => walk.at(because.position, because.recordedAt) };
  }
}

/** All that is known of a ticket, judged at an instant. */
export const knownAtLast = (facts: readonly CaseFact[], law: Law, now: Instant): Known =>
  new Prefixes(facts, law).at(Number.MAX_SAFE_INTEGER, now);

/** The last position that has moved what is known of a ticket. */
export const lastMoment = (facts: readonly CaseFact[], law: Law): number =>
  Math.max(facts.at(-1)?.position ?? -1, law.position);

function moments(ticketId: string, facts: readonly CaseFact[], { marks }: Law, from: number): readonly Because[] {
  const opened = facts[0]?.position ?? Infinity;
  const found: Because[] = [];
  for (const fact of facts) {
    if (fact.position <= from || fact.type === 'rated') continue;
    const { id, position, recordedAt, type } = fact;
    found.push({ position, recordedAt, stream: `ticket-${ticketId}`, type, eventId: id });
  }
  const own = found.length;
  for (const mark of marks) if (mark.position > opened && mark.position > from) found.push({ ...mark, eventId: null });
  return found.length === own ? found : found.sort((a, b) => a.position - b.position);
}

/** Judges the beginnings of a case; a judgement holds on while neither an event nor the clock moves it. */
class Prefixes {
  private readonly facts: readonly (Fact & CaseFact)[];
  private count = 0;
  private judgedAt = 0;
  private known: Known = UNKNOWN;

  constructor(
    facts: readonly CaseFact[],
    private readonly law: Law,
  ) {
    this.facts = facts.every(isOfJudge) ? facts : facts.filter(isOfJudge);
  }

  at(position: number, now: Instant): Known {
    let count = this.facts.length;
    while (count > 0 && (this.facts[count - 1] as CaseFact).position > position) count -= 1;
    if (count === 0) return UNKNOWN;
    const rules = this.law.at(position);
    if (count === this.count && rules === this.known.rules && this.holds(now)) return this.known;
    this.count = count;
    this.judgedAt = now;
    this.known = { judgement: judged(this.facts.slice(0, count), rules, now), rules };
    return this.known;
  }

  private holds(now: Instant): boolean {
    const { judgement } = this.known;
    if (now < this.judgedAt) return false;
    return judgement === null || judgement.nextChangeAt === null || now < judgement.nextChangeAt;
  }
}

const isOfJudge = (fact: CaseFact): fact is Exclude<CaseFact, RatedFact> => fact.type !== 'rated';

/** Null where the rules do not serve: such a case has no verdicts (its row is among the dead letters). */
function judged(facts: readonly Fact[], rules: Rules, now: Instant): Judgement | null {
  if (rules.kind === 'unusable') return null;
  try {
    return judge(facts, rules.compiled, instantOf(now));
  } catch {
    return null;
  }
}
