import { type TargetTerms } from '../../model/terms.js';
import { type CalendarVersion, type TermsVersion } from '../../model/versions.js';
import { calendarVersions, inForce, takeovers } from './in-force.js';
import { alwaysOpen, slowCalendar } from './open-time.js';
import { readWithin } from './within.js';
import { type Attributes, type Clock, type HeldCalendar, type HeldTarget, type World } from './world.js';

/** The target that terms hold for a metric and a ticket, exact before `*`, priority before category, then the first. */
export function targetTermsFor(
  { terms }: TermsVersion,
  metric: string,
  { tier, priority, category }: Attributes,
): TargetTerms | undefined {
  const listed = Object.hasOwn(terms.tiers, tier) ? (terms.tiers[tier] ?? []) : [];
  const exact = (wanted: string | undefined, is: string | null): boolean =>
    wanted !== undefined && wanted !== '*' && wanted === is;
  const any = (wanted: string | undefined): boolean => wanted === undefined || wanted === '*';
  const ofMetric = listed.filter((target) => target.metric === metric);
  const looks: readonly ((target: TargetTerms) => boolean)[] = [
    (target) => exact(target.priority, priority) && exact(target.category, category),
    (target) => exact(target.priority, priority) && any(target.category),
    (target) => any(target.priority) && exact(target.category, category),
    (target) => any(target.priority) && any(target.category),
  ];
  for (const look of looks) {
    const found = ofMetric.find(look);
    if (found) return found;
  }
  return undefined;
}

export const calendarIdOf = (target: TargetTerms, { terms }: TermsVersion): string =>
  target.calendar ?? terms.calendar ?? '24x7';

export type Switched = ReadonlyMap<string, CalendarVersion>;

/** A change as it meets a clock: when, to which terms, for a ticket that is what by then, with which calendars switching. */
export interface Change {
  readonly at: number;
  readonly terms: TermsVersion;
  readonly attributes: Attributes;
  readonly switched?: Switched | undefined;
}

/** The calendar by which a clock is measured at a change; null where it has no version in force. */
function calendarFor(world: World, clock: Clock, id: string, { at, switched }: Change): CalendarVersion | null {
  const held = clock.target?.calendar;
  if (held?.id === id) return switched?.get(id) ?? held.version;
  const versions = calendarVersions(world.rulebook, id);
  const atStart = inForce(versions, clock.startedAt);
  if (!atStart) return inForce(versions, at) ?? null;
  return takeovers(versions, clock.startedAt, at).at(-1) ?? atStart;
}

/** The target that a clock has after a change, with all of its time; null for no target. */
export function targetFor(world: World, clock: Clock, change: Change): HeldTarget | null {
  const target = targetTermsFor(change.terms, clock.metric, change.attributes);
  if (!target || target.within === null) return null;
  const calendar = holdCalendar(world, clock, calendarIdOf(target, change.terms), change);
  return calendar && { target: { ...target, within: target.within }, ...readWithin(target.within), calendar };
}

function holdCalendar(world: World, clock: Clock, id: string, change: Change): HeldCalendar | null {
  const { timeZone = 'UTC' } = change.terms.terms;
  if (id === '24x7') return { id, version: null, calendar: slowCalendar(alwaysOpen(timeZone)) };
  const version = calendarFor(world, clock, id, change);
  return version && { id, version, calendar: slowCalendar(version.definition) };
}
