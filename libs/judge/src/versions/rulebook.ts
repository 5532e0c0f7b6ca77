import { alwaysOpen } from '../calendar/always-open.js';
import { CompiledCalendar } from '../calendar/compiled-calendar.js';
import { type OpenTime } from '../calendar/open-time.js';
import { checkRulebook } from '../check/check-rulebook.js';
import { type Problem } from '../check/problem.js';
import { type CalendarVersion, type Exclusion, type Reach, type Rulebook } from '../model/versions.js';
import { CompiledTerms } from '../targets/compiled-terms.js';
import { type Intervals, intervalsOf, NO_INTERVALS } from '../time/intervals.js';
import { InForce, type Versioned } from './in-force.js';
import { type SwitchMoment, switchMoments } from './switches.js';

/** The rulebook cannot be judged by: a duration that is none, an unknown zone, ... All problems at once. */
export class RulebookError extends Error {
  override readonly name = 'RulebookError';
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ path, message }) => `${path}: ${message}`).join('; '));
  }
}

/** One version of a calendar, ready for use. */
export interface GoverningCalendar {
  /** `id@version`; `24x7` is named without one. */
  readonly label: string;
  readonly time: OpenTime;
}

class CompiledVersion implements GoverningCalendar, Versioned {
  readonly label: string;
  readonly effectiveFrom: number | null;
  readonly effectiveUntil: number | null;
  readonly reach: Reach;
  readonly supersedes: boolean;
  readonly position: number;
  private compiled: OpenTime | null = null;

  constructor(
    id: string,
    private readonly source: CalendarVersion,
  ) {
    this.label = `${id}@${source.version}`;
    this.effectiveFrom = source.effectiveFrom;
    this.effectiveUntil = source.effectiveUntil;
    this.reach = source.reach;
    this.supersedes = source.supersedes;
    this.position = source.position;
  }

  get time(): OpenTime {
    return (this.compiled ??= new CompiledCalendar(this.label, this.source.definition));
  }
}

/** All that governs the tickets of one agreement, compiled once and used for any number of cases. */
export interface CompiledRulebook {
  readonly terms: InForce<CompiledTerms>;
  readonly versions: ReadonlyMap<number | string, CompiledTerms>;
  /** Undefined for an id without versions; `24x7` is not among them (see `GoverningCalendars`). */
  readonly calendars: ReadonlyMap<string, InForce<GoverningCalendar & Versioned>>;
  readonly exclusions: ExclusionsByCategory;
  readonly switches: readonly SwitchMoment[];
}

/** The exclusions that count for a category, merged once. */
export class ExclusionsByCategory {
  private readonly merged = new Map<string | null, Intervals>();

  constructor(private readonly all: readonly Exclusion[]) {}

  of(category: string | null): Intervals {
    if (this.all.length === 0) return NO_INTERVALS;
    let found = this.merged.get(category);
    if (!found) {
      found = intervalsOf(
        this.all.filter((exclusion) => exclusion.category === '*' || exclusion.category === category),
      );
      this.merged.set(category, found);
    }
    return found;
  }
}

/**
 * Compiles a rulebook. Calendars become tables when first asked for; what is compiled is pure and may be shared by any
 * number of cases.
 * @throws RulebookError with all its problems
 */
export function compileRulebook(rulebook: Rulebook): CompiledRulebook {
  const problems = checkRulebook(rulebook);
  if (problems.length > 0) throw new RulebookError(problems);
  const capped = rulebook.timeline.map((version) => ({ ...version, effectiveUntil: cap(version, rulebook) }));
  const all = capped.map((version) => new CompiledTerms(version));
  const terms = new InForce(all);
  const versions = new Map(all.map((version) => [version.version, version]));
  const calendars = new Map(
    rulebook.calendars.map(({ calendarId, versions }) => [
      calendarId,
      new InForce(versions.map((version) => new CompiledVersion(calendarId, version))),
    ]),
  );
  const exclusions = new ExclusionsByCategory(rulebook.exclusions);
  return { terms, versions, calendars, exclusions, switches: switchMoments(terms, calendars) };
}

/** A termination caps at its instant the end of all versions recorded before it. */
function cap(
  version: Rulebook['timeline'][number],
  { terminations = [] }: Rulebook,
): Rulebook['timeline'][number]['effectiveUntil'] {
  let until = version.effectiveUntil;
  for (const { at, position } of terminations)
    if (position > version.position && (until === null || at < until)) until = at;
  return until;
}

const always = new Map<string, GoverningCalendar>();

/** `24x7` in a time zone. */
export function builtInCalendar(timeZone: string): GoverningCalendar {
  const found = always.get(timeZone) ?? { label: '24x7', time: alwaysOpen(timeZone) };
  always.set(timeZone, found);
  return found;
}
