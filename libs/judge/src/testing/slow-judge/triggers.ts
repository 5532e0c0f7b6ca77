import { type OwnMetricTerms, type Trigger } from '../../model/terms.js';
import { decide } from './change.js';
import { type Told } from './facts.js';
import { inForce } from './in-force.js';
import { targetFor } from './targets.js';
import { attributesOf, type Clock, isLive, isResolved, type World } from './world.js';

/** The triggers that a fact fires where it stands; `before` is what was told before it. */
export function triggersOf({ fact }: Told, before: readonly Told[]): readonly Trigger[] {
  if (fact.type === 'closed') return isResolved(before) ? ['closed'] : ['resolved', 'closed'];
  const { type } = fact;
  const none: readonly string[] = [
    'paused',
    'resumed',
    'priority',
    'tier',
    'category',
    'cancelled',
    'retracted',
    'excused',
  ];
  return none.includes(type) ? [] : [type as Trigger];
}

const builtInStops: Readonly<Record<string, readonly Trigger[]>> = {
  'first-response': ['response', 'resolved'],
  'next-response': ['response', 'resolved'],
  update: ['response'],
  resolution: ['resolved'],
};

export const ownMetric = (
  terms: { readonly terms: { readonly metrics?: Readonly<Record<string, OwnMetricTerms>> } } | null | undefined,
  metric: string,
): OwnMetricTerms | undefined => {
  const metrics = terms?.terms.metrics ?? {};
  return Object.hasOwn(metrics, metric) ? metrics[metric] : undefined;
};

/** Ends what the triggers of a fact end: by a stop, else by resolving, a stop before a cut-off. */
export function endClocks(world: World, told: Told, triggers: readonly Trigger[]): void {
  for (const clock of world.clocks.filter(isLive)) {
    const stops = builtInStops[clock.metric] ?? ownMetric(clock.terms, clock.metric)?.stop ?? [];
    if (triggers.some((trigger) => stops.includes(trigger))) endClock(world, clock, told, 'in-time');
    else if (triggers.includes('resolved')) endClock(world, clock, told, 'resolved');
  }
}

/** Stops a clock for whatever reason; one undecided is decided by it. */
export function endClock(
  world: World,
  clock: Clock,
  { fact, at }: Told,
  reason: 'in-time' | 'resolved' | 'cancelled',
): void {
  clock.stop = { at, id: fact.id, told: world.told.length };
  if (clock.decision || !clock.target) return;
  decide(world, clock, { state: reason === 'in-time' ? 'met' : 'void', at, reason });
}

/** The first customer reply that came while resolved, after the first response, and was not answered. */
function waitingReply(told: readonly Told[]): boolean {
  let waits = false;
  told.forEach(({ fact: { type } }, i) => {
    const before = told.slice(0, i);
    if (type === 'response' || type === 'reopened') waits = false;
    if (type === 'customer-reply' && isResolved(before) && hasResponse(before)) waits = true;
  });
  return waits;
}

const hasResponse = (told: readonly Told[]): boolean => told.some(({ fact }) => fact.type === 'response');

const builtInStarts: Readonly<
  Record<string, (trigger: Trigger, before: readonly Told[], restarts: boolean) => boolean>
> = {
  'first-response': (trigger) => trigger === 'opened',
  'next-response': (trigger, before) =>
    (trigger === 'customer-reply' && hasResponse(before)) || (trigger === 'reopened' && waitingReply(before)),
  update: (trigger) => ['opened', 'reopened', 'response'].includes(trigger),
  resolution: (trigger, _before, restarts) => trigger === 'opened' || (trigger === 'reopened' && restarts),
};

/** Starts what the triggers of a fact start. `restarts`: a reopening starts a new resolution cycle. */
export function startClocks(world: World, told: Told, triggers: readonly Trigger[], restarts: boolean): void {
  if (isResolved(world.told) || world.over) return;
  const before = world.told.slice(0, -1);
  const terms = inForce(world.timeline, told.at);
  for (const [metric, starts] of Object.entries(builtInStarts))
    if (triggers.some((trigger) => starts(trigger, before, restarts))) startClock(world, metric, told);
  for (const [metric, { start, repeat }] of Object.entries(terms?.terms.metrics ?? {})) {
    const again = repeat === true || (world.starts.get(metric) ?? 0) === 0;
    if (again && triggers.some((trigger) => start.includes(trigger))) startClock(world, metric, told);
  }
}

/** Starts a clock of a metric that has none running, with the terms in force at its start. */
function startClock(world: World, metric: string, start: Told): void {
  if (world.clocks.some((clock) => clock.metric === metric && isLive(clock))) return;
  const cycle = (world.starts.get(metric) ?? 0) + 1;
  const clock = newClock(world, metric, cycle, start);
  clock.terms = inForce(world.timeline, start.at) ?? null;
  if (!clock.terms) return;
  clock.target = targetFor(world, clock, { at: start.at, terms: clock.terms, attributes: attributesOf(world.told) });
}

export function newClock(world: World, metric: string, cycle: number, start: Told): Clock {
  const clock: Clock = {
    ...{
      metric,
      cycle,
      start,
      startedAt: start.at,
      measuredFrom: start.at,
      terms: null,
      target: null,
      stop: null,
      decision: null,
    },
    ...{ gaps: [], changes: [], laterChanges: [], category: attributesOf(world.told).category },
  };
  world.clocks = [...world.clocks, clock];
  world.starts.set(metric, cycle);
  return clock;
}
