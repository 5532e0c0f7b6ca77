import { type ReopenPolicy } from '../../model/terms.js';
import { type CalendarVersion } from '../../model/versions.js';
import { changeClock, passTime } from './change.js';
import { type Told } from './facts.js';
import { calendarVersions, inForce, takeovers } from './in-force.js';
import { calendarIdOf, targetTermsFor } from './targets.js';
import { attributesOf, type Clock, type World } from './world.js';

const lastResolution = (world: World): Clock | undefined =>
  [...world.clocks].reverse().find(({ metric }) => metric === 'resolution');

/** By the terms of the last resolution clock; where it has none, by those in force at the reopening. */
export function reopenPolicy(world: World, at: number): ReopenPolicy {
  const terms = lastResolution(world)?.terms ?? inForce(world.timeline, at);
  return terms?.terms.reopen ?? 'resume';
}

/** The resolution clock goes on, its resolved time a pause; what changed meanwhile is one change now. */
export function resume(world: World, reopened: Told): void {
  const clock = lastResolution(world);
  if (!clock?.stop) return;
  const { at: from, id } = clock.stop;
  const { at } = reopened;
  clock.gaps = [...clock.gaps, { from, to: at, ids: [id, reopened.fact.id] }];
  clock.stop = null;
  if (clock.decision?.state === 'met') clock.decision = null;
  passTime(world, [clock], at);
  if (clock.decision?.state === 'breached') return;
  const terms = takeovers(world.timeline, from, at).at(-1);
  const switched = calendarSwitches(world, from, at);
  const changed = clock.laterChanges.length > 0;
  if (!clock.decision) {
    clock.changes = [...clock.changes, ...clock.laterChanges];
    clock.laterChanges = [];
  }
  if (changed || terms || concerns(world, clock, switched))
    changeClock(world, clock, at, terms ?? clock.terms, switched);
}

/** Whether one of the calendars that switched is that of the clock, or would be, had it a version in force. */
export function concerns(world: World, clock: Clock, switched: ReadonlyMap<string, unknown>): boolean {
  if (clock.target) return switched.has(clock.target.calendar.id);
  const target = clock.terms && targetTermsFor(clock.terms, clock.metric, attributesOf(world.told));
  return !!clock.terms && !!target && switched.has(calendarIdOf(target, clock.terms));
}

/** The last version of each calendar that took over by reach `open` in `(after, upTo]`. */
export function calendarSwitches(world: World, after: number, upTo: number): ReadonlyMap<string, CalendarVersion> {
  const ids = new Set(world.rulebook.calendars.map(({ calendarId }) => calendarId));
  return new Map(
    [...ids].flatMap((id) => {
      const last = takeovers(calendarVersions(world.rulebook, id), after, upTo).at(-1);
      return last ? [[id, last] as const] : [];
    }),
  );
}
