import fc from 'fast-check';
import { readCase } from './facts/read-case.js';
import { judge, type Judgement } from './judge.js';
import { type Fact } from './model/facts.js';
import { type Instant, instantOf, millisOf } from './model/time.js';
import { type Verdict } from './model/verdict.js';
import { settings } from './testing/settings.js';
import { variedCases } from './testing/varied-cases.js';
import { parseDuration } from './time/iso-duration.js';
import { compileRulebook } from './versions/rulebook.js';

const runs = { ...settings, numRuns: settings.numRuns * 5 };

/** A verdict without what grows with `now`. */
const still = (verdict: Verdict): Verdict =>
  verdict.stoppedAt === null ? { ...verdict, elapsedMs: millisOf(0), overrunMs: millisOf(0) } : verdict;
const stored = ({ verdicts, ignored, ticket }: Judgement): unknown => ({
  verdicts: verdicts.map(still),
  ignored,
  ticket,
});

describe('judging', () => {
  it('does not depend on the order of its input, nor on facts that come twice', () => {
    fc.assert(
      fc.property(variedCases, fc.func(fc.integer()), ({ facts, rulebook, now }, rank) => {
        const rules = compileRulebook(rulebook);
        const shuffled = [...facts, ...facts.slice(1)].sort((a, b) => rank(a.id, a.at) - rank(b.id, b.at));
        expect(judge(shuffled, rules, now)).toEqual(judge(facts, rules, now));
      }),
      runs,
    );
  });

  it('is not moved by a fact that no clock looks at', () => {
    fc.assert(
      fc.property(variedCases, fc.nat(10), ({ facts, rulebook, now }, place) => {
        const rules = compileRulebook(rulebook);
        const at = facts[place % facts.length]?.at ?? now;
        const idle: Fact = { id: 'idle', revision: 1000, at, type: 'milestone:nobody-waits-for' };
        expect(judge([...facts, idle], rules, now).verdicts).toEqual(judge(facts, rules, now).verdicts);
      }),
      runs,
    );
  });

  it('says the same with tables that other cases have grown', () => {
    fc.assert(
      fc.property(
        variedCases,
        fc.array(fc.integer({ min: -900, max: 900 }), { maxLength: 4 }),
        ({ facts, rulebook, now }, days) => {
          const worn = compileRulebook(rulebook);
          for (const day of days) {
            const moved = facts.map((fact) => ({ ...fact, at: instantOf(fact.at + day * 86_400_000) }));
            judge(moved, worn, instantOf(now + day * 86_400_000));
          }
          expect(judge(facts, worn, now)).toEqual(judge(facts, compileRulebook(rulebook), now));
        },
      ),
      runs,
    );
  });

  it('changes nothing stored before nextChangeAt', () => {
    fc.assert(
      fc.property(variedCases, fc.double({ min: 0, max: 1, noNaN: true }), ({ facts, rulebook, now }, share) => {
        const rules = compileRulebook(rulebook);
        let judged = judge(facts, rules, now);
        for (let at: Instant = now, steps = 0; judged.nextChangeAt !== null && steps < 12; steps += 1) {
          expect(judged.nextChangeAt).toBeGreaterThan(at);
          const between = instantOf(at + Math.floor((judged.nextChangeAt - 1 - at) * share));
          expect(stored(judge(facts, rules, between))).toEqual(stored(judged));
          expect(stored(judge(facts, rules, instantOf(judged.nextChangeAt - 1)))).toEqual(stored(judged));
          at = judged.nextChangeAt;
          judged = judge(facts, rules, at);
        }
        if (judged.nextChangeAt !== null) return;
        const last = Math.max(now, ...facts.map((fact) => fact.at), ...rules.switches.map((moment) => moment.at));
        const end = judge(facts, rules, instantOf(last + 400 * 86_400_000));
        const longAfter = judge(facts, rules, instantOf(last + 800 * 86_400_000));
        expect(stored(longAfter)).toEqual(stored(end));
      }),
      runs,
    );
  });

  it('leaves a decided clock decided while no fact and no version comes between', () => {
    fc.assert(
      fc.property(variedCases, fc.integer({ min: 1, max: 400 * 86_400_000 }), ({ facts, rulebook, now }, later) => {
        const rules = compileRulebook(rulebook);
        const known = facts.filter(({ at }) => at <= now);
        const decided = judge(known, rules, now).verdicts.filter(
          ({ decidedAt, reason }) => decidedAt !== null && reason !== 'no-target',
        );
        const after = judge(known, rules, instantOf(now + later)).verdicts;
        for (const verdict of decided) {
          const same = after.find(({ metric, cycle }) => metric === verdict.metric && cycle === verdict.cycle);
          expect(same && [same.state, same.decidedAt, same.dueAt]).toEqual([
            verdict.state,
            verdict.decidedAt,
            verdict.dueAt,
          ]);
        }
      }),
      runs,
    );
  });

  it('ends, fact by fact, where it ends at once', () => {
    fc.assert(
      fc.property(variedCases, ({ facts, rulebook, now }) => {
        const rules = compileRulebook(rulebook);
        let last: Judgement | null = null;
        for (let known = 1; known <= facts.length; known += 1) last = judge(facts.slice(0, known), rules, now);
        expect(last).toEqual(judge(facts, compileRulebook(rulebook), now));
      }),
      settings,
    );
  });

  it('is met exactly when no more than the target has elapsed', () => {
    fc.assert(
      fc.property(variedCases, ({ facts, rulebook, now }) => {
        for (const verdict of judge(facts, compileRulebook(rulebook), now).verdicts) {
          if (verdict.targetMs === null || parseDuration(verdict.within ?? 'PT0S').days > 0) continue;
          if (verdict.state === 'met') expect(verdict.elapsedMs).toBeLessThanOrEqual(verdict.targetMs);
          if (verdict.state === 'running' || verdict.state === 'paused')
            expect(verdict.elapsedMs).toBeLessThanOrEqual(verdict.targetMs);
          if (verdict.state === 'breached') expect(verdict.overrunMs).toBe(verdict.elapsedMs - verdict.targetMs);
          if (verdict.state === 'breached') expect(verdict.overrunMs).toBeGreaterThan(0);
        }
      }),
      runs,
    );
  });
});

describe('reading a case', () => {
  it('agrees with the judge on the ticket and on what is ignored', () => {
    fc.assert(
      fc.property(variedCases, ({ facts, rulebook, now }) => {
        const judged = judge(facts, compileRulebook(rulebook), now);
        const read = readCase(facts, now);
        expect(read.ticket).toEqual(judged.ticket);
        const excuses = new Set(
          judged.ticket ? facts.filter(({ type }) => type === 'excused').map(({ id }) => id) : [],
        );
        expect(read.ignored).toEqual(judged.ignored.filter(({ id }) => !excuses.has(id)));
      }),
      runs,
    );
  });
});
