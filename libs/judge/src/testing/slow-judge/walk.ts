import { type Fact } from '../../model/facts.js';
import { changeClock, passTime } from './change.js';
import { type Told } from './facts.js';
import { calendarVersions, takeovers } from './in-force.js';
import { isChange, startInThePast } from './own-past.js';
import { calendarSwitches, concerns, reopenPolicy, resume } from './reopen.js';
import { endClock, endClocks, startClocks, triggersOf } from './triggers.js';
import { type Clock, isLive, isResolved, newWorld, type World } from './world.js';
import { type Rulebook } from '../../model/versions.js';

/** Takes what happened and what switched, in order, up to `now`; switches come before the facts of their instant. */
export function walk(rulebook: Rulebook, told: readonly Told[], now: number): World {
  const world = newWorld(rulebook);
  const opened = told[0];
  if (!opened) return world;
  const switches = switchInstants(world, opened.at, now);
  for (const each of told) {
    while ((switches[0] ?? Infinity) <= each.at) takeSwitch(world, switches.shift() ?? each.at);
    takeFact(world, each);
  }
  for (const at of switches) takeSwitch(world, at);
  passTime(world, world.clocks, now);
  return world;
}

function switchInstants({ timeline, rulebook }: World, after: number, now: number): number[] {
  const calendars = rulebook.calendars.map(({ calendarId }) => calendarVersions(rulebook, calendarId));
  const all = [takeovers(timeline, after, now), ...calendars.map((versions) => takeovers(versions, after, now))];
  const instants = all.flat().map(({ effectiveFrom }) => effectiveFrom ?? after);
  return [...new Set<number>(instants)].sort((a, b) => a - b);
}

/** Terms and calendars of one instant switch together, as one change. What is resolved waits for its reopening. */
function takeSwitch(world: World, at: number): void {
  passTime(world, world.clocks, at);
  const terms = takeovers(world.timeline, at - 1, at).at(-1);
  const switched = calendarSwitches(world, at - 1, at);
  for (const clock of world.clocks.filter(isLive))
    if (terms || concerns(world, clock, switched)) changeClock(world, clock, at, terms ?? clock.terms, switched);
  if (terms) startInThePast(world, terms, at);
}

function takeFact(world: World, each: Told): void {
  passTime(world, world.clocks, each.at);
  const before = world.told;
  world.told = [...before, each];
  const { type } = each.fact;
  if (isChange(each, world.told)) takeChange(world, each);
  if (type === 'cancelled') for (const clock of world.clocks.filter(isLive)) endClock(world, clock, each, 'cancelled');
  const policy = type === 'reopened' ? reopenPolicy(world, each.at) : null;
  if (policy === 'ignore') world.over ??= each;
  if (policy === 'resume' && !world.over) resume(world, each);
  const triggers = triggersOf(each, before);
  endClocks(world, each, triggers);
  startClocks(world, each, triggers, policy === 'restart');
}

/** A change of tier, priority or category: at once for clocks running, at its reopening for a resolution that waits. */
function takeChange(world: World, { fact, at }: Told): void {
  for (const clock of world.clocks) {
    if (!isLive(clock)) {
      if (isResolved(world.told)) note(clock, fact, 'laterChanges');
      continue;
    }
    if (clock.decision?.state === 'breached') continue;
    note(clock, fact, clock.decision ? 'laterChanges' : 'changes');
    changeClock(world, clock, at, clock.terms);
  }
}

function note(clock: Clock, { id }: Fact, where: 'changes' | 'laterChanges'): void {
  clock[where] = [...clock[where], id];
}
