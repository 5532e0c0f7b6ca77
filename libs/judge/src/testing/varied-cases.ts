import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type Case, parseCase } from '../case-json/parse-case.js';
import { type Fact } from '../model/facts.js';
import { type Instant, instantOf } from '../model/time.js';

const given = (
  JSON.parse(readFileSync(new URL('../../cases/judge.json', import.meta.url), 'utf8')) as readonly unknown[]
).map(parseCase);

/** A case that nobody wrote: the rules of a given one, its facts moved and mixed with those of another, at some `now`. */
export const variedCases: fc.Arbitrary<Case> = fc
  .tuple(
    fc.constantFrom(...given),
    fc.constantFrom(...given),
    fc.infiniteStream(fc.integer({ min: -2 * 86_400_000, max: 2 * 86_400_000 })),
    fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
    fc.integer({ min: -3 * 86_400_000, max: 12 * 86_400_000 }),
  )
  .map(([rules, other, shifts, dice, later]) => {
    const opened = rules.facts[0];
    const shift = (opened?.at ?? 0) - (other.facts[0]?.at ?? 0);
    const moved = (fact: Fact): Instant =>
      dice.next().value === 0 ? instantOf(fact.at + Number(shifts.next().value)) : fact.at;
    const own = rules.facts.map((fact, i) => (i === 0 ? fact : { ...fact, at: moved(fact) }));
    const mixed = other.facts
      .filter(({ type }) => type !== 'opened' && dice.next().value !== 0)
      .map((fact) => ({ ...fact, id: `o-${fact.id}`, at: instantOf(moved(fact) + shift) }));
    const facts = [...own, ...mixed].map((fact, revision) => ({ ...fact, revision }));
    return { ...rules, facts, now: instantOf(rules.now + later) };
  });
