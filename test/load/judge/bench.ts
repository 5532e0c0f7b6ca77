import { existsSync } from 'node:fs';
import { SAMPLE, SNAPSHOT, WHOLE } from './boston-cases.js';
import { WORKLOAD } from './due-workload.js';
import { dueTimes } from './due-times.js';
import { type CasesResult, judgedCases } from './judged-cases.js';

/**
 * Due times and whole cases a second of one core, ours beside day walking with Luxon and a published library. Each
 * yardstick is first asked for the same answers (`sameAnswers`).
 */
export async function run(): Promise<object> {
  const due = { noPauses: dueTimes(0), threePauses: dueTimes(3) };
  const sample = await judgedCases(SAMPLE);
  const wholeIsThere = existsSync(WHOLE);
  const boston: Record<string, CasesResult> = { sample, ...(wholeIsThere && { whole: await judgedCases(WHOLE) }) };
  const dueOf = (yardstick: 'luxonDayWalk' | 'momentBusinessTime') => ({
    dueTimesPerCoreSecond: each(due, ({ yardsticks }) => yardsticks[yardstick]),
    sameAnswers: each(due, ({ same }) => same[yardstick]),
  });
  const timesOf = (yardstick: 'luxonDayWalk' | 'momentBusinessTime') =>
    each(due, ({ ours, yardsticks }) => times(ours.dueAt, yardsticks[yardstick]));
  const luxon = dueOf('luxonDayWalk');
  return {
    measured: 'per second of processor time of the whole process (one core; the collector counts), best of five rounds',
    ours: {
      dueTimesPerCoreSecond: each(due, ({ ours }) => ours.dueAt),
      dueBreachAndRiskTimesPerCoreSecond: each(due, ({ ours }) => ours.dueBreachAndRiskAt),
      bostonCasesPerCoreSecond: each(boston, ({ ours }) => ours),
    },
    yardsticks: {
      luxonDayWalk: {
        ...luxon,
        bostonCasesPerCoreSecond: each(boston, ({ luxonDayWalk }) => luxonDayWalk),
        sameAnswers: { ...luxon.sameAnswers, boston: each(boston, ({ same }) => same) },
      },
      momentBusinessTime: dueOf('momentBusinessTime'),
    },
    ratio: {
      luxonDayWalk: {
        dueTimes: timesOf('luxonDayWalk'),
        bostonCases: each(boston, ({ ours, luxonDayWalk }) => times(ours, luxonDayWalk)),
      },
      momentBusinessTime: { dueTimes: timesOf('momentBusinessTime') },
    },
    workload: {
      dueTimes: WORKLOAD,
      bostonCases: {
        counts: each(boston, ({ cases, promised }) => ({ cases, withPromise: promised })),
        what:
          'opened and closed, parsed from JSON as an audit does before the clock runs; two versions of the terms and of the calendar, judged as of ' +
          `${new Date(SNAPSHOT).toISOString()}; ours gives the whole verdict, the yardstick due time and state`,
        ...(wholeIsThere ? {} : { skipped: 'the whole set is not beside this clone' }),
      },
    },
  };
}

/** The same of each named result. */
function each<Result, Of>(results: Readonly<Record<string, Result>>, of: (result: Result) => Of): Record<string, Of> {
  return Object.fromEntries(Object.entries(results).map(([name, result]) => [name, of(result)]));
}

/** How many times as fast, to three figures. */
const times = (ours: number, yardstick: number): number => Number((ours / yardstick).toPrecision(3));
