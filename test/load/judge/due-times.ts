import { type Agreement, agreement } from './agreement.js';
import { type DueTimes, OFFICE, promises } from './due-workload.js';
import { LuxonWalk } from './luxon-walk.js';
import { MomentBusinessTime } from './moment-business-time.js';
import { Ours } from './ours.js';
import { perCoreSecond } from './per-second.js';

/** The due times of one workload: rates a core second, and whether the yardsticks say the same instants. */
export interface DueResult {
  readonly ours: Readonly<Record<'dueAt' | 'dueBreachAndRiskAt', number>>;
  readonly yardsticks: Readonly<Record<'luxonDayWalk' | 'momentBusinessTime', number>>;
  readonly same: Readonly<Record<'luxonDayWalk' | 'momentBusinessTime', Agreement>>;
}

const PROMISES = 20_000;
/** The yardsticks answer a few thousand a second; seven has no divisor with the forty lengths of the promises. */
const COMPARED_EVERY = 7;

/** @param pauses of each promise */
export function dueTimes(pauses: number): DueResult {
  const work = promises(PROMISES, pauses);
  const ours = new Ours(OFFICE);
  const luxon = new LuxonWalk(OFFICE);
  const business = new MomentBusinessTime(OFFICE);
  const sameAs = (yardstick: DueTimes): Agreement =>
    agreement(
      work,
      COMPARED_EVERY,
      (each) => ours.dueAt(each),
      (each) => yardstick.dueAt(each),
    );
  return {
    same: { luxonDayWalk: sameAs(luxon), momentBusinessTime: sameAs(business) },
    // One loop for each, so that none is slowed by a call that could go to several.
    ours: {
      dueAt: perCoreSecond(work, (slice) => {
        let sum = 0;
        for (const each of slice) sum += ours.dueAt(each);
        return sum;
      }),
      dueBreachAndRiskAt: perCoreSecond(work, (slice) => {
        let sum = 0;
        for (const each of slice) sum += ours.dueBreachAndRiskAt(each);
        return sum;
      }),
    },
    yardsticks: {
      luxonDayWalk: perCoreSecond(work, (slice) => {
        let sum = 0;
        for (const each of slice) sum += luxon.dueAt(each);
        return sum;
      }),
      momentBusinessTime: perCoreSecond(work, (slice) => {
        let sum = 0;
        for (const each of slice) sum += business.dueAt(each);
        return sum;
      }),
    },
  };
}
