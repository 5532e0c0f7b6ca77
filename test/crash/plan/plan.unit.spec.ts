import { checkTerms } from '#judge';
import { Random } from '../../faults/plan/random.js';
import { planOf } from './plan.js';
import { CALENDARS, termsOf } from './terms.js';

const plans = Array.from({ length: 120 }, (_, seed) => planOf(seed));

describe('a plan', () => {
  it('is a pure function of the seed', () => {
    expect(planOf(7)).toEqual(planOf(7));
    expect(planOf(7)).not.toEqual(planOf(8));
  });

  it('has every kind of step, batch and end among a hundred and twenty', () => {
    const kinds = new Set(plans.flatMap(({ steps }) => steps.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual(
      ['freeze', 'kill', 'kill-node', 'kill-postgres', 'moment', 'pause', 'rebuild', 'retry', 'second', 'wait'].sort(),
    );
    expect(new Set(plans.map(({ batchSize }) => batchSize))).toEqual(new Set([1, 7, 500, 10_000]));
    const places = plans.flatMap(({ lives }) => lives.map(({ aim }) => aim?.place));
    expect(new Set(places).size).toBe(10);
  });

  it('has each of its moments once, in order', () => {
    for (const { moments, steps } of plans) {
      const taken = steps.flatMap((step) =>
        step.kind === 'moment' ? [step.index] : step.kind === 'freeze' ? [step.moment.index] : [],
      );
      expect(taken).toEqual(moments.map((_, index) => index));
    }
  });
});

describe('a history', () => {
  const events = plans.flatMap(({ moments }) =>
    moments.flatMap(({ appends }) => appends.flatMap((append) => append.events)),
  );

  it('has everything that can happen', () => {
    const types = new Set(events.map(({ type }) => type));
    for (const type of ['FactRetracted', 'BreachExcused', 'AgreementAmended', 'CalendarRevised', 'ExclusionDeclared'])
      expect(types).toContain(type);
    for (const type of ['ExclusionWithdrawn', 'AgreementTerminated', 'TicketEaten']) expect(types).toContain(type);
  });

  it('has no event twice, and clocks that go on', () => {
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    for (const { moments } of plans)
      for (const [i, { at }] of moments.entries()) expect(at).toBeGreaterThan(moments[i - 1]?.at ?? 0);
  });

  it('has terms that an agreement may have', () => {
    for (let seed = 0; seed < 12; seed += 1)
      expect(checkTerms(termsOf(new Random(seed)), (calendarId) => CALENDARS[calendarId])).toEqual([]);
  });
});
