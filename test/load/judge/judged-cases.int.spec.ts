import { compileRulebook, judge } from '#judge';
import { bostonCases, bostonRules, SAMPLE, SNAPSHOT } from './boston-cases.js';
import { LuxonJudge } from './luxon-judge.js';

test('the walking judge gives the judge’s due times and states on the Boston sample', async () => {
  const cases = (await bostonCases(SAMPLE)).filter((_, i) => i % 10 === 0);
  const rules = compileRulebook(bostonRules());
  const walking = new LuxonJudge(bostonRules());
  const judged = cases.map((facts) => judge(facts, rules, SNAPSHOT).verdicts[0]);
  expect(cases.map((facts) => walking.judge(facts, SNAPSHOT))).toEqual(
    judged.map((verdict) => (verdict ? { dueAt: verdict.dueAt, state: verdict.state } : null)),
  );
  expect(judged.filter(Boolean).length).toBeGreaterThan(300);
});
