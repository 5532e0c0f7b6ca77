import { calendarsOf } from '#domain';
import type { Instant, Rulebook } from '#judge';
import {
  loadExclusions,
  loadRulebook,
  type PlacedExclusion,
  type RecordedRulebook,
} from '../agreements/load-rulebook.js';
import { makeRules, type Rules } from '../fold/rules.js';
import { msOf } from '../sql/instants.js';
import { queryRows, type Queryable } from '../sql/queryable.js';

/** The recording of something that governs the tickets of an agreement: a version, a termination, an exclusion. */
export interface LawMark {
  readonly position: number;
  /** In milliseconds since 1970. */
  readonly recordedAt: Instant;
  readonly stream: string;
  /** The event's name. */
  readonly type: string;
}

/** What governs the tickets of one agreement, as it was known at any position of the log. */
export class Law {
  private readonly made = new Map<number, Rules>();

  /**
   * @param marks in the order of the log
   * @param rulebookAt what was recorded up to and including a position
   */
  constructor(
    readonly marks: readonly LawMark[],
    private readonly rulebookAt: (position: number) => Rulebook,
  ) {}

  /** The rules by everything that is recorded. */
  get latest(): Rules {
    return this.at(Number.MAX_SAFE_INTEGER);
  }

  /** The position of the last mark, -1 where there is none. */
  get position(): number {
    return this.marks.at(-1)?.position ?? -1;
  }

  /** The rules as known at a position. Made once for each mark that is asked for. */
  at(position: number): Rules {
    const count = this.countUpTo(position);
    let rules = this.made.get(count);
    if (rules === undefined) {
      rules = makeRules(this.rulebookAt(this.marks[count - 1]?.position ?? -1));
      this.made.set(count, rules);
    }
    return rules;
  }

  /** How many marks lie at or before a position: they are few, and most questions are of the end. */
  private countUpTo(position: number): number {
    let count = this.marks.length;
    while (count > 0 && (this.marks[count - 1] as LawMark).position > position) count -= 1;
    return count;
  }
}

/** The law of each agreement, as the models have it. */
export type LawOf = (agreementId: string) => Law;

const AGREEMENT = "'agreement-' || agreement_id";
const mark = (stream: string, type: string, position = 'position', recordedAt = 'recorded_at'): string =>
  `SELECT ${position}::float8 AS position, ${msOf(recordedAt)} AS "recordedAt", ${stream} AS stream, ${type} AS type`;

const MARKS = `
  ${mark(AGREEMENT, "CASE version WHEN 1 THEN 'AgreementSigned' ELSE 'AgreementAmended' END")}
    FROM agreement_versions WHERE agreement_id = $1
  UNION ALL ${mark(AGREEMENT, "'AgreementTerminated'")} FROM agreement_terminations WHERE agreement_id = $1
  UNION ALL ${mark(AGREEMENT, "'ExclusionDeclared'")} FROM exclusions WHERE agreement_id = $1
  UNION ALL ${mark(AGREEMENT, "'ExclusionWithdrawn'", 'withdrawn_position', 'withdrawn_recorded_at')}
    FROM exclusions WHERE agreement_id = $1 AND withdrawn_position IS NOT NULL
  UNION ALL ${mark("'calendar-' || calendar_id", "CASE version WHEN 1 THEN 'CalendarDefined' ELSE 'CalendarRevised' END")}
    FROM calendar_versions WHERE calendar_id IN
      (SELECT unnest(calendars) FROM agreement_versions WHERE agreement_id = $1)
  ORDER BY position`;

/** The law of an agreement with its past; without marks for an unknown one. */
export async function loadLaw(db: Queryable, agreementId: string): Promise<Law> {
  const marks = await queryRows<LawMark>(db, MARKS, [agreementId]);
  const whole = await loadRulebook(db, agreementId, Number.MAX_SAFE_INTEGER);
  const exclusions = await loadExclusions(db, agreementId);
  return new Law(marks, (position) => knownAt(whole, exclusions, position));
}

/** What `loadRulebook` answers for a position, from what was loaded once. */
function knownAt(whole: RecordedRulebook, exclusions: readonly PlacedExclusion[], position: number): Rulebook {
  const by = <T extends { readonly position: number }>(all: readonly T[]): readonly T[] =>
    all.filter((one) => one.position <= position);
  const timeline = by(whole.timeline);
  const named = new Set(calendarsOf(timeline.map(({ terms }) => terms)));
  const calendars = whole.calendars
    .filter(({ calendarId }) => named.has(calendarId))
    .map(({ calendarId, versions }) => ({ calendarId, versions: by(versions) }));
  return {
    timeline,
    terminations: by(whole.terminations),
    calendars: calendars.filter(({ versions }) => versions.length > 0),
    exclusions: by(exclusions).filter(
      ({ withdrawnPosition }) => withdrawnPosition === null || withdrawnPosition > position,
    ),
  };
}
