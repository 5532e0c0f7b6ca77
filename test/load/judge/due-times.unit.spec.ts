import { OFFICE, promises } from './due-workload.js';
import { LuxonWalk } from './luxon-walk.js';
import { MomentBusinessTime } from './moment-business-time.js';
import { Ours } from './ours.js';

const ours = new Ours(OFFICE);

describe.each([
  ['Luxon, day by day', new LuxonWalk(OFFICE)],
  ['moment-business-time', new MomentBusinessTime(OFFICE)],
])('%s', (_name, yardstick) => {
  test.each([0, 3])('gives the judge’s due times with %i pauses', (pauses) => {
    const work = promises(120, pauses);
    expect(work.map((each) => yardstick.dueAt(each))).toEqual(work.map((each) => ours.dueAt(each)));
  });
});
