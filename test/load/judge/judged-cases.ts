import { compileRulebook, judge } from '#judge';
import { type Agreement, agreement } from './agreement.js';
import { bostonCases, bostonRules, SNAPSHOT } from './boston-cases.js';
import { LuxonJudge } from './luxon-judge.js';
import { perCoreSecond } from './per-second.js';

/** Cases judged a core second, and whether the yardstick says the same of them. */
export interface CasesResult {
  readonly cases: number;
  /** Of those, the ones of a type that was promised anything: the others have no clock. */
  readonly promised: number;
  readonly ours: number;
  readonly luxonDayWalk: number;
  readonly same: Agreement;
}

/** @param folder of `tickets*.csv.gz` */
export async function judgedCases(folder: string): Promise<CasesResult> {
  const cases = await bostonCases(folder);
  const rules = compileRulebook(bostonRules());
  const walking = new LuxonJudge(bostonRules());
  const say = (verdict: { dueAt: number | null; state: string } | null | undefined): string =>
    verdict ? `${verdict.state} ${verdict.dueAt}` : 'nothing promised';
  return {
    cases: cases.length,
    promised: cases.filter((each) => walking.judge(each, SNAPSHOT) !== null).length,
    same: agreement(
      cases,
      1,
      (each) => say(judge(each, rules, SNAPSHOT).verdicts.find(({ metric }) => metric === 'resolution')),
      (each) => say(walking.judge(each, SNAPSHOT)),
    ),
    ours: perCoreSecond(cases, (slice) => {
      let verdicts = 0;
      for (const facts of slice) verdicts += judge(facts, rules, SNAPSHOT).verdicts.length;
      return verdicts;
    }),
    luxonDayWalk: perCoreSecond(cases, (slice) => {
      let verdicts = 0;
      for (const facts of slice) verdicts += walking.judge(facts, SNAPSHOT) === null ? 0 : 1;
      return verdicts;
    }),
  };
}
