import { plannedAppend } from './appends.js';
import { planOf } from './plan.js';
import { Random, seedOf } from './random.js';

describe('a plan', () => {
  it('is a pure function of the seed', () => {
    expect(planOf(7)).toEqual(planOf(7));
    expect(planOf(7)).not.toEqual(planOf(8));
    expect(plannedAppend(7, 1, 3)).toEqual(plannedAppend(7, 1, 3));
    expect(plannedAppend(7, 1, 3).ids).not.toEqual(plannedAppend(7, 2, 3).ids);
  });

  it('has every kind of step and of append among two hundred', () => {
    const plans = Array.from({ length: 200 }, (_, seed) => planOf(seed));
    const kinds = new Set(plans.flatMap(({ steps }) => steps.map(({ step }) => step.kind)));
    expect([...kinds].sort()).toEqual([
      'deafen',
      'delay',
      'drop',
      'half-close',
      'kill-client',
      'kill-node',
      'stop-node',
    ]);
    const appends = Array.from({ length: 500 }, (_, n) => plannedAppend(1, 0, n));
    const forms = new Set(appends.map(({ expected, ids }) => `${expected} ${ids.length > 1 ? 'many' : 'one'}`));
    expect(forms.size).toBe(4);
  });

  it('gives ids that the log takes, none of them twice', () => {
    const random = new Random(seedOf(1, 2, 3));
    const ids = Array.from({ length: 1000 }, () => random.uuid());
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
