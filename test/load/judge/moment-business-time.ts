import moment from 'moment-timezone';
import 'moment-business-time';
import { type CalendarDefinition } from '#judge';
import { type DueTimes, type Promised } from './due-workload.js';

/** What the library adds to moment; it brings no types. */
interface BusinessMoment extends moment.Moment {
  addWorkingTime(count: number, unit: 'milliseconds'): BusinessMoment;
  workingDiff(other: moment.Moment, unit: 'milliseconds'): number;
}

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** Due times by the published library `moment-business-time`, in the zone of the moments that `moment-timezone` makes. */
export class MomentBusinessTime implements DueTimes {
  private readonly timeZone: string;

  /** Opening hours belong to moment's locale: there is one calendar a process, that of the last one made. */
  constructor({ timeZone, weekly, holidays = [] }: CalendarDefinition) {
    this.timeZone = timeZone;
    const workinghours = DAYS.map((day) => {
      const hours = weekly.filter(({ days }) => days.includes(day)).flatMap(({ from, to }) => [from, to]);
      return hours.length > 0 ? hours : null;
    });
    const locale: object = { workinghours: { ...workinghours }, holidays };
    moment.updateLocale(moment.locale(), locale);
  }

  /** The library knows no pauses: each that begins before the due time gives back the working time in it. */
  dueAt({ from, withinMs, taken }: Promised): number {
    let due = this.at(from).addWorkingTime(withinMs, 'milliseconds');
    for (let i = 0; i < taken.length; i += 2) {
      const pause = taken[i] ?? Infinity;
      if (pause >= due.valueOf()) break;
      const took = this.at(taken[i + 1] ?? pause).workingDiff(this.at(pause), 'milliseconds');
      if (took > 0) due = due.addWorkingTime(took, 'milliseconds');
    }
    return due.valueOf();
  }

  private at(instant: number): BusinessMoment {
    return moment.tz(instant, this.timeZone) as BusinessMoment;
  }
}
