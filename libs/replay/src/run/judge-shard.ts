import { explain, judge, verdictToJson, type Explaining, type Fact, type Verdict, type VerdictJson } from '#judge';
import type { CaseFact } from '#read-models';
import { kindOf, pairs, type Pair } from '../difference/difference.js';
import { Tally, type Tallied } from '../difference/tally.js';
import { hashOfText, rowsText, unjudgedText } from '../digest/ticket-rows.js';
import { reasonOf, type CompiledHistories } from '../scope/histories.js';
import { isInScope, type Scope } from '../scope/scope.js';

/** A case as the read models hold it; `facts` as JSON text. */
export interface CaseRow {
  readonly ticketId: string;
  readonly agreementId: string;
  readonly facts: string;
}

export interface ChangeRow {
  readonly ticketId: string;
  readonly metric: string;
  readonly cycle: number;
  readonly change: string;
  readonly tier: string;
  readonly category: string | null;
  readonly before: VerdictJson | null;
  readonly after: VerdictJson | null;
  readonly why: string;
}

export interface ShardResult {
  readonly tallied: Tallied;
  /** 32 bytes a ticket, in the order of the rows. */
  readonly hashes: Buffer;
  readonly changes: readonly ChangeRow[];
}

/** What a shard is judged with, beside its rows. */
export interface ShardRules {
  /** Both histories of an agreement. */
  readonly histories: (agreementId: string) => CompiledHistories;
  /** Why a ticket's facts are incomplete, by ticket id: it is listed as unjudged. */
  readonly incomplete: ReadonlyMap<string, string>;
}

type Outcome =
  | { readonly clocks: readonly Pair[]; readonly explaining: Explaining }
  | { readonly unjudged: string }
  | 'out-of-scope';

/**
 * Judges each case twice, under the recorded history and the amended one. Pure: rows in, result out.
 * @param rows in the order of ticket ids
 */
export function judgeShard(scope: Scope, rows: Iterable<CaseRow>, rules: ShardRules): ShardResult {
  const tally = new Tally(scope.span);
  const hashes: Buffer[] = [];
  const changes: ChangeRow[] = [];
  for (const row of rows) {
    const outcome = outcomeOf(scope, row, rules);
    if (outcome === 'out-of-scope') continue;
    if ('unjudged' in outcome) {
      tally.without(row.ticketId, outcome.unjudged);
      hashes.push(hashOfText(unjudgedText(row.ticketId, outcome.unjudged)));
      continue;
    }
    const { clocks, explaining } = outcome;
    for (const pair of tally.ticket(clocks)) changes.push(changeRow(row.ticketId, pair, explaining));
    hashes.push(hashOfText(rowsText(row.ticketId, clocks)));
  }
  return { tallied: tally.result(), hashes: Buffer.concat(hashes), changes };
}

function outcomeOf(scope: Scope, row: CaseRow, { histories, incomplete }: ShardRules): Outcome {
  const facts = knownFacts(row.facts, scope.asOf);
  if (facts.length === 0) return 'out-of-scope';
  const missing = incomplete.get(row.ticketId);
  if (missing !== undefined) return { unjudged: missing };
  const rulebooks = histories(row.agreementId);
  if ('unusable' in rulebooks) return { unjudged: rulebooks.unusable };
  try {
    const before = judge(facts, rulebooks.before, scope.now);
    if (!isInScope(before.ticket, scope.span)) return 'out-of-scope';
    const after = judge(facts, rulebooks.after, scope.now);
    return { clocks: pairs(before.verdicts, after.verdicts), explaining: { ...rulebooks, facts } };
  } catch (error) {
    return { unjudged: reasonOf(error) };
  }
}

/** The facts that the log knew at a position, without ratings, which the judge does not see. */
function knownFacts(text: string, asOf: number): readonly Fact[] {
  const all = JSON.parse(text) as readonly CaseFact[];
  return all.filter((fact): fact is Fact & CaseFact => fact.position <= asOf && fact.type !== 'rated');
}

function changeRow(ticketId: string, pair: Pair, explaining: Explaining): ChangeRow {
  const { metric, cycle, before, after } = pair;
  const { tier, category } = (before ?? after) as Verdict;
  return {
    ticketId,
    metric,
    cycle,
    change: kindOf(pair),
    tier,
    category,
    before: before && verdictToJson(before),
    after: after && verdictToJson(after),
    why: explain(before, after, explaining),
  };
}
