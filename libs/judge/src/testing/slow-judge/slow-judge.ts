import { type Case } from '../../case-json/parse-case.js';
import { type Fact, type IgnoredFact } from '../../model/facts.js';
import { readFacts } from './facts.js';
import { type SlowVerdict, verdictsOf } from './verdicts.js';
import { walk } from './walk.js';

export interface SlowAnswer {
  readonly verdicts: readonly SlowVerdict[];
  readonly ignored: readonly IgnoredFact[];
}

/**
 * The whole judge a second time, from the words of spec/judge.md alone: everything is worked out anew wherever it is asked
 * for, time by walking intervals. A thousand times slower than the judge, and nothing in common with it but the types.
 */
export function slowJudge({ facts, rulebook, now }: Pick<Case, 'facts' | 'rulebook' | 'now'>): SlowAnswer {
  const { told, ignored } = readFacts(facts, now);
  const world = walk(rulebook, told, now);
  const verdicts = verdictsOf(world, now);
  const excuses = told.flatMap(({ fact }) =>
    fact.type !== 'excused' || verdicts.some((verdict) => fits(fact, verdict))
      ? []
      : [{ id: fact.id, reason: 'excuses no breach' }],
  );
  const places = placesOf(facts, told[0]?.at ?? -Infinity);
  const place = ({ id }: IgnoredFact): number => places.get(id) ?? 0;
  return { verdicts, ignored: [...ignored, ...excuses].sort((a, b) => place(a) - place(b)) };
}

const fits = ({ metric, cycle }: Extract<Fact, { type: 'excused' }>, verdict: SlowVerdict): boolean =>
  verdict['state'] === 'breached' && verdict['metric'] === metric && verdict['cycle'] === cycle;

/** Where each fact stands in the order of the facts: those before the opening at it, by revision. */
function placesOf(facts: readonly Fact[], opened: number): ReadonlyMap<string, number> {
  const at = (fact: Fact): number => Math.max(fact.at, opened);
  const sorted = [...facts].sort((a, b) => at(a) - at(b) || a.revision - b.revision);
  return new Map([...sorted].reverse().map((fact) => [fact.id, sorted.indexOf(fact)] as const));
}
