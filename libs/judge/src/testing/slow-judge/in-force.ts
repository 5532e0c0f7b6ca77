import { type CalendarVersion, type Rulebook, type TermsVersion } from '../../model/versions.js';

type Version = TermsVersion | CalendarVersion;

const starts = (version: Version): number => version.effectiveFrom ?? -Infinity;
const ends = (version: Version): number => version.effectiveUntil ?? Infinity;

/** Of versions that hold at an instant, the one in force there; undefined where none is (spec/judge.md, Versions). */
export function inForce<V extends Version>(versions: readonly V[], at: number): V | undefined {
  const holding = versions.filter((version) => starts(version) <= at && at < ends(version));
  const shown = holding.filter(
    (version) => !holding.some(({ supersedes, position }) => supersedes && position > version.position),
  );
  return [...shown].sort((a, b) => starts(b) - starts(a) || b.position - a.position)[0];
}

/** The versions of the terms, each ended by the terminations recorded after it. */
export function timelineOf(rulebook: Rulebook): readonly TermsVersion[] {
  return rulebook.timeline.map((version) => {
    const caps = (rulebook.terminations ?? []).filter(({ position }) => position > version.position);
    const until = Math.min(ends(version), ...caps.map(({ at }) => at));
    return { ...version, effectiveUntil: until === Infinity ? null : (until as TermsVersion['effectiveFrom']) };
  });
}

export function calendarVersions(rulebook: Rulebook, calendarId: string): readonly CalendarVersion[] {
  return rulebook.calendars.filter((each) => each.calendarId === calendarId).flatMap(({ versions }) => versions);
}

/** The versions with reach `open` that become the one in force in `(after, upTo]`, in the order in which they do. */
export function takeovers<V extends Version>(versions: readonly V[], after: number, upTo: number): readonly V[] {
  return versions
    .filter((version) => version.reach === 'open' && starts(version) > after && starts(version) <= upTo)
    .filter((version) => inForce(versions, starts(version)) === version)
    .sort((a, b) => starts(a) - starts(b));
}
