import type { Judgement, Verdict } from '#judge';
import type { RecordedCase } from '../cases/case-row.js';
import { verdictRow, type VerdictRow } from '../verdicts/verdict-row.js';
import type { Law } from './law.js';
import { walkKnown, type Because, type Known } from './walk.js';

/** A breach that was known, as it stood when something undid it. */
export interface UndoneBreach extends VerdictRow {
  readonly because: Because;
}

/**
 * The breaches of a ticket that events after a position undid: known as breached just before the event was recorded,
 * and no longer so with it. In the order of the log; the same breach may come about and be undone more than once.
 */
export function undoneBreaches(recorded: RecordedCase, law: Law, from: number): readonly UndoneBreach[] {
  const undone: UndoneBreach[] = [];
  for (const { because, before, after } of walkKnown(recorded.ticketId, recorded.facts, law, from)) {
    const breached = before.judgement?.verdicts.filter(isBreached) ?? NONE;
    if (breached.length === 0) continue;
    const still = new Set(after().judgement?.verdicts.filter(isBreached).map(keyOf));
    for (const verdict of breached) {
      if (!still.has(keyOf(verdict))) undone.push({ ...rowOf(verdict, recorded, before), because });
    }
  }
  return undone;
}

const NONE: readonly Verdict[] = [];
const isBreached = ({ state }: Verdict): boolean => state === 'breached';
const keyOf = ({ metric, cycle }: Verdict): string => `${metric}\n${cycle}`;

/** A verdict as the row that the models had of it. */
export function rowOf(verdict: Verdict, { ticketId, agreementId, customer }: RecordedCase, known: Known): VerdictRow {
  const owner = { ticketId, agreementId, customer, agent: agentIn(known.judgement) };
  const { rules } = known;
  return verdictRow(verdict, owner, rules.kind === 'rules' ? rules.localDate : notJudged);
}

const agentIn = (judgement: Judgement | null): string | null => judgement?.ticket?.agent ?? null;

function notJudged(): never {
  throw new Error('a verdict comes from rules');
}
