import { type TermsVersion } from '../../model/versions.js';
import { changeClock } from './change.js';
import { type Told } from './facts.js';
import { inForce } from './in-force.js';
import { newClock, ownMetric, triggersOf } from './triggers.js';
import { attributesOf, isResolved, type World } from './world.js';

/** Whether a version in force before `at`, since the opening, defined an own metric. */
function wasDefined({ timeline, told }: World, metric: string, at: number): boolean {
  const opened = told[0]?.at ?? at;
  const edges = timeline.flatMap(({ effectiveFrom, effectiveUntil }) => [effectiveFrom, effectiveUntil]);
  const instants = [opened, ...edges.filter((edge) => edge !== null && edge > opened && edge < at)];
  return instants.some((instant) => ownMetric(inForce(timeline, instant ?? opened), metric) !== undefined);
}

/** An own metric first defined by an `open` version has its start in the past: what was told is read by its definition. */
export function startInThePast(world: World, version: TermsVersion, at: number): void {
  for (const metric of Object.keys(version.terms.metrics ?? {})) {
    if (wasDefined(world, metric, at)) continue;
    const { running, count } = readPast(world, version, metric);
    if (count > 0) world.starts.set(metric, count);
    if (!running) continue;
    const clock = newClock(world, metric, count, running);
    const since = world.told.slice(world.told.indexOf(running) + 1);
    clock.changes = since.filter((each) => isChange(each, world.told)).map(({ fact }) => fact.id);
    changeClock(world, clock, at, version);
  }
}

function readPast(
  { told, over }: World,
  version: TermsVersion,
  metric: string,
): { running: Told | null; count: number } {
  const { start, stop, repeat } = ownMetric(version, metric) ?? { start: [], stop: [] };
  let running: Told | null = null;
  let count = 0;
  let ended = false;
  told.forEach((each, i) => {
    const triggers = triggersOf(each, told.slice(0, i));
    const fires = (listed: readonly string[]): boolean => triggers.some((trigger) => listed.includes(trigger));
    if (fires(stop) || fires(['resolved']) || each.fact.type === 'cancelled') running = null;
    if (each === over) ended = true;
    const canStart = !ended && running === null && (count === 0 || repeat === true);
    if (!canStart || isResolved(told.slice(0, i + 1)) || !fires(start)) return;
    running = each;
    count += 1;
  });
  return { running, count };
}

/** Whether a fact changes the tier, priority or category: one that is already so changes nothing. */
export function isChange(each: Told, told: readonly Told[]): boolean {
  const { type } = each.fact;
  if (type !== 'tier' && type !== 'priority' && type !== 'category') return false;
  const i = told.indexOf(each);
  return attributesOf(told.slice(0, i))[type] !== attributesOf(told.slice(0, i + 1))[type];
}
