import { instantOf, judge, readCase, type Fact, type Instant, type IgnoredFact } from '#judge';
import type { CaseFact, RatedFact } from '../cases/case-fact.js';
import type { CaseRow, RecordedCase } from '../cases/case-row.js';
import { storable } from '../sql/instants.js';
import { verdictRow, type VerdictRow } from '../verdicts/verdict-row.js';
import { localDateIn } from './local-date.js';
import type { Law } from '../known/law.js';
import { lastMoment } from '../known/walk.js';
import type { Standing } from './standing.js';

/**
 * All that the models hold of a ticket: its case judged under the latest rules at the hand.
 * A pure function of its arguments, whatever was held before.
 */
export function stand(recorded: RecordedCase, law: Law, hand: Instant): Standing {
  const rules = law.latest;
  const knownTo = lastMoment(recorded.facts, law);
  const facts = recorded.facts.every(isOfJudge) ? recorded.facts : recorded.facts.filter(isOfJudge);
  if (rules.kind === 'unusable') return unjudged({ ...recorded, knownTo }, facts, hand, rules.reason);
  try {
    const { verdicts, ignored, ticket, nextChangeAt } = judge(facts, rules.compiled, hand);
    const row = caseRow({ ...recorded, knownTo }, { ticket, ignored, nextChangeAt }, hand);
    const rows = verdicts.map((verdict) => verdictRow(verdict, row, rules.localDate));
    return { case: row, verdicts: rows.sort(byMetricAndCycle), trouble: null };
  } catch (error) {
    return unjudged({ ...recorded, knownTo }, facts, hand, (error as Error).message);
  }
}

/** By metric (code points), then cycle. */
const byMetricAndCycle = (a: VerdictRow, b: VerdictRow): number =>
  a.metric === b.metric ? a.cycle - b.cycle : a.metric < b.metric ? -1 : 1;

const isOfJudge = (fact: CaseFact): fact is Exclude<CaseFact, RatedFact> => fact.type !== 'rated';
const isRated = (fact: CaseFact): fact is Extract<CaseFact, RatedFact> => fact.type === 'rated';

type LookedAt = RecordedCase & Pick<CaseRow, 'knownTo'>;
type Ticket = ReturnType<typeof readCase>['ticket'];

interface View {
  readonly ticket: Ticket;
  readonly ignored: readonly IgnoredFact[];
  readonly nextChangeAt: number | null;
}

function unjudged(recorded: LookedAt, facts: readonly Fact[], hand: Instant, trouble: string): Standing {
  const { ticket, ignored } = readCase(facts, hand);
  const nextChangeAt = firstAfter(facts, hand);
  return { case: caseRow(recorded, { ticket, ignored, nextChangeAt }, hand), verdicts: [], trouble };
}

function caseRow(recorded: LookedAt, view: View, hand: Instant): CaseRow {
  const ratings = recorded.facts.some(isRated) ? recorded.facts.filter(isRated) : NO_RATINGS;
  const rating = lastBy(ratings, hand);
  const next = Math.min(view.nextChangeAt ?? Infinity, firstAfter(ratings, hand) ?? Infinity);
  const ticket = view.ticket ?? notOpen(recorded, hand);
  return {
    ticketId: recorded.ticketId,
    agreementId: recorded.agreementId,
    customer: recorded.customer,
    tier: ticket.tier,
    priority: ticket.priority,
    category: ticket.category,
    team: ticket.team,
    agent: ticket.agent,
    status: ticket.status,
    openedAt: ticket.openedAt,
    finishedAt: ticket.finishedAt,
    revision: recorded.revision,
    position: recorded.position,
    knownTo: recorded.knownTo,
    facts: recorded.facts,
    ignored: view.ignored,
    nextChangeAt: next === Infinity ? null : storable(instantOf(next)),
    score: rating?.score ?? null,
    ratedOn: rating === null ? null : localDateIn('UTC', rating.at),
  };
}

const NO_RATINGS: readonly Extract<CaseFact, RatedFact>[] = [];

function lastBy(ratings: readonly Extract<CaseFact, RatedFact>[], hand: Instant) {
  let last: Extract<CaseFact, RatedFact> | null = null;
  for (const rating of ratings) {
    if (rating.at <= hand && (last === null || rating.at >= last.at)) last = rating;
  }
  return last;
}

function firstAfter(facts: readonly { readonly at: Instant }[], hand: Instant): Instant | null {
  let first: Instant | null = null;
  for (const { at } of facts) if (at > hand && (first === null || at < first)) first = at;
  return first;
}

/** A ticket that is not open at the hand: its opening lies ahead, or was retracted (then it counts as cancelled). */
function notOpen({ facts }: RecordedCase, hand: Instant) {
  const opened = facts.find((fact) => fact.type === 'opened');
  const { at, tier, priority, category } = opened as Extract<Fact, { type: 'opened' }>;
  const none = { team: null, agent: null };
  const ahead = at > hand;
  const status = ahead ? ('open' as const) : ('cancelled' as const);
  return { tier, priority, category: category ?? null, ...none, status, openedAt: at, finishedAt: ahead ? null : at };
}
