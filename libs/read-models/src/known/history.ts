import type { Instant, Verdict } from '#judge';
import type { RecordedCase } from '../cases/case-row.js';
import { verdictDifference } from '../verdicts/difference.js';
import type { VerdictRow } from '../verdicts/verdict-row.js';
import type { Law } from './law.js';
import { rowOf } from './undone.js';
import { knownAtLast, walkKnown, type Because, type Known } from './walk.js';

/** A verdict as it was known from one event on, until another moved it. */
export interface KnownVerdict {
  readonly metric: string;
  readonly cycle: number;
  readonly because: Because;
  /** What moved it; null: it is what is known. */
  readonly until: Because | null;
  /**
   * As it stood at the end: just before what moved it was recorded, or now. The clock alone may have moved it meanwhile,
   * from running to breached say.
   */
  readonly verdict: Verdict;
}

/**
 * Each verdict of a ticket as it was known, in the order of the events that brought it, then by metric and cycle.
 * @param now the instant to judge at what is known still
 */
export function knownHistory(recorded: RecordedCase, law: Law, now: Instant): readonly KnownVerdict[] {
  const known: KnownVerdict[] = [];
  const since = new Map<string, Because>();
  const end = (verdicts: readonly Verdict[], moved: ReadonlySet<string> | null, until: Because | null): void => {
    for (const verdict of verdicts) {
      const { metric, cycle } = verdict;
      const because = since.get(keyOf(verdict));
      if (because === undefined || moved?.has(keyOf(verdict)) === false) continue;
      since.delete(keyOf(verdict));
      known.push({ metric, cycle, because, until, verdict });
    }
  };
  for (const { because, before, after } of walkKnown(recorded.ticketId, recorded.facts, law)) {
    const { put, gone } = verdictDifference(rowsOf(recorded, before), rowsOf(recorded, after()));
    end(before.judgement?.verdicts ?? [], new Set([...put, ...gone].map(keyOf)), because);
    for (const row of put) since.set(keyOf(row), because);
  }
  end(knownAtLast(recorded.facts, law, now).judgement?.verdicts ?? [], null, null);
  return known.sort(byBeginning);
}

const keyOf = ({ metric, cycle }: { readonly metric: string; readonly cycle: number }): string => `${metric}\n${cycle}`;

/** Who works on a ticket is no part of its verdicts. */
const rowsOf = (recorded: RecordedCase, known: Known): readonly VerdictRow[] =>
  (known.judgement?.verdicts ?? []).map((verdict) => ({ ...rowOf(verdict, recorded, known), agent: null }));

const byBeginning = (a: KnownVerdict, b: KnownVerdict): number =>
  a.because.position - b.because.position || (a.metric < b.metric ? -1 : a.metric > b.metric ? 1 : a.cycle - b.cycle);
