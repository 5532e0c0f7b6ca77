import { type Case } from '../case-json/parse-case.js';
import { type Instant } from '../model/time.js';
import { instantToIso } from '../time/iso-instant.js';

interface Bounded {
  readonly effectiveFrom: Instant | null;
  readonly effectiveUntil: Instant | null;
}

const iso = (at: Instant | null): string | null => (at === null ? null : instantToIso(at));

const version = <V extends Bounded>(of: V): object => ({
  ...of,
  effectiveFrom: iso(of.effectiveFrom),
  effectiveUntil: iso(of.effectiveUntil),
});

/** A case as `parseCase` reads it back. */
export function caseToJson({ now, rulebook, facts }: Case, name: string): object {
  return {
    name,
    now: instantToIso(now),
    calendars: rulebook.calendars.map((calendar) => ({ ...calendar, versions: calendar.versions.map(version) })),
    timeline: rulebook.timeline.map(version),
    terminations: (rulebook.terminations ?? []).map((each) => ({ ...each, at: iso(each.at) })),
    exclusions: rulebook.exclusions.map((each) => ({ ...each, from: iso(each.from), to: iso(each.to) })),
    facts: facts.map((fact) => ({ ...fact, at: iso(fact.at) })),
  };
}
