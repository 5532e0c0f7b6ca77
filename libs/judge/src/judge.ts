import { type CaseRun } from './clocks/case-run.js';
import { hasCommitment } from './clocks/clock.js';
import { settle } from './clocks/decide.js';
import { switchVersions } from './clocks/switch-versions.js';
import { takeFact } from './clocks/take-fact.js';
import { type PlacedFact } from './facts/order.js';
import { type TicketView, viewTicket } from './facts/read-case.js';
import { openTicket, whyIgnored } from './facts/ticket.js';
import { type Opening, walkFacts } from './facts/walk.js';
import { type Fact, type IgnoredFact } from './model/facts.js';
import { type Instant, instantOf } from './model/time.js';
import { type Verdict } from './model/verdict.js';
import { excuse } from './verdicts/excuse.js';
import { nextChange } from './verdicts/next-change.js';
import { verdictOf } from './verdicts/verdict-of.js';
import { type CompiledRulebook } from './versions/rulebook.js';

/** All that the judge says of one case at one instant. */
export interface Judgement {
  /** By metric name, then cycle. */
  readonly verdicts: readonly Verdict[];
  /** The facts that change nothing where they stand, in the order of the facts. */
  readonly ignored: readonly IgnoredFact[];
  /** Null for a case without an opening. */
  readonly ticket: TicketView | null;
  /**
   * The first instant after `now` at which anything but `elapsedMs` and `overrunMs` may come out otherwise without a new
   * fact or version; null for never.
   */
  readonly nextChangeAt: Instant | null;
}

/**
 * Judges a case (spec/judge.md): pure, without a clock. The same facts, rules and `now` give the same answer everywhere.
 * @param facts in any order; those with `at` later than `now` are not looked at
 * @throws NoOpenTimeError where a target counts by a calendar without open time in ten years
 */
export function judge(facts: readonly Fact[], rules: CompiledRulebook, now: Instant): Judgement {
  const { opened, placed } = walkFacts(facts, now);
  const later = laterFact(facts, now);
  if (!opened) {
    const ignored = placed.map(({ fact, ignored: reason }) => ({ id: fact.id, reason: reason ?? '' }));
    return { verdicts: [], ignored, ticket: null, nextChangeAt: later };
  }
  const run = newRun(rules, opened, placed);
  const reasons = walkThrough(run, now);
  const verdicts: Verdict[] = [];
  for (const clock of run.clocks) if (hasCommitment(clock)) verdicts.push(verdictOf(run, clock, now));
  verdicts.sort((a, b) => (a.metric < b.metric ? -1 : a.metric > b.metric ? 1 : a.cycle - b.cycle));
  excuse(placed, verdicts, reasons);
  return {
    verdicts,
    ignored: listIgnored(placed, reasons),
    ticket: viewTicket(run.ticket, opened.at),
    nextChangeAt: nextChange(run, now, later),
  };
}

function newRun(rules: CompiledRulebook, opened: Opening, placed: readonly PlacedFact[]): CaseRun {
  return {
    rules,
    openedAt: opened.at,
    ticket: openTicket(opened),
    placed,
    index: 0,
    pauses: [],
    clocks: [],
    starts: new Map(),
    changes: [],
    responded: false,
    replyWaits: false,
    noStartsFrom: Infinity,
    fired: [],
    resolvedAs: null,
  };
}

/** Takes the facts and the switches of versions in their order, up to `now`. Returns why facts are ignored, by place. */
function walkThrough(run: CaseRun, now: number): (string | null)[] {
  const { placed, ticket, rules } = run;
  const reasons: (string | null)[] = [];
  let next = rules.switches.findIndex(({ at }) => at > run.openedAt);
  const switchUpTo = (at: number): void => {
    for (; next >= 0 && next < rules.switches.length; next += 1) {
      const moment = rules.switches[next];
      if (!moment || moment.at > at) return;
      switchVersions(run, moment);
    }
  };
  for (let index = 0; index < placed.length; index += 1) {
    const { fact, at, ignored } = placed[index] as PlacedFact;
    run.index = index;
    switchUpTo(at);
    settle(run, at);
    const reason = ignored ?? (index > 0 && fact.type !== 'excused' ? whyIgnored(ticket, fact) : null);
    reasons.push(reason);
    if (reason === null) takeFact(run, fact, at);
  }
  run.index = placed.length;
  switchUpTo(now);
  settle(run, now);
  return reasons;
}

function listIgnored(placed: readonly PlacedFact[], reasons: readonly (string | null)[]): IgnoredFact[] {
  const ignored: IgnoredFact[] = [];
  placed.forEach(({ fact }, place) => {
    const reason = reasons[place];
    if (reason != null) ignored.push({ id: fact.id, reason });
  });
  return ignored;
}

function laterFact(facts: readonly Fact[], now: Instant): Instant | null {
  let first = Infinity;
  for (const { at } of facts) if (at > now && at < first) first = at;
  return first === Infinity ? null : instantOf(first);
}
