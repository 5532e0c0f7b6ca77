import type {
  CalendarDefinition,
  CalendarHistory,
  CalendarVersion,
  Exclusion,
  Reach,
  Rulebook,
  Terms,
  TermsVersion,
  Termination,
} from '#judge';
import { msOf } from '../sql/instants.js';
import { queryRows, type Queryable } from '../sql/queryable.js';

/** A recorded exclusion, with the id by which it can be withdrawn. */
export interface NamedExclusion extends Exclusion {
  readonly exclusionId: string;
}

/** The same, with its place in the log and that of its withdrawal (null: it stands). */
export interface PlacedExclusion extends NamedExclusion {
  readonly position: number;
  readonly withdrawnPosition: number | null;
}

/** All that the log recorded for one agreement up to a position. */
export interface RecordedRulebook extends Rulebook {
  readonly timeline: readonly TermsVersion[];
  readonly terminations: readonly Termination[];
  readonly exclusions: readonly NamedExclusion[];
}

const LAW = `version, ${msOf('effective_from')} AS "effectiveFrom", ${msOf('effective_until')} AS "effectiveUntil",
  reach, supersedes, position::float8 AS position`;

const VERSIONS = `SELECT ${LAW}, terms, calendars FROM agreement_versions
  WHERE agreement_id = $1 AND position <= $2 ORDER BY version`;

const TERMINATIONS = `SELECT ${msOf('at')} AS at, position::float8 AS position FROM agreement_terminations
  WHERE agreement_id = $1 AND position <= $2 ORDER BY position`;

const EXCLUSIONS = `SELECT exclusion_id AS "exclusionId", ${msOf('from_at')} AS "from", ${msOf('to_at')} AS "to", category
  FROM exclusions
  WHERE agreement_id = $1 AND position <= $2 AND (withdrawn_position IS NULL OR withdrawn_position > $2) ORDER BY position`;

const ALL_EXCLUSIONS = `SELECT exclusion_id AS "exclusionId", ${msOf('from_at')} AS "from", ${msOf('to_at')} AS "to",
  category, position::float8 AS position, withdrawn_position::float8 AS "withdrawnPosition"
  FROM exclusions WHERE agreement_id = $1 ORDER BY position`;

const CALENDARS = `SELECT calendar_id AS "calendarId", ${LAW}, definition FROM calendar_versions
  WHERE calendar_id = ANY($1::text[]) AND position <= $2 ORDER BY calendar_id, version`;

interface LawRow {
  readonly version: number;
  readonly effectiveFrom: number | null;
  readonly effectiveUntil: number | null;
  readonly reach: Reach;
  readonly supersedes: boolean;
  readonly position: number;
}

/**
 * All that governs the tickets of an agreement, as recorded up to a log position: versions, terminations, exclusions
 * not withdrawn by then, and every calendar that a version names (and `alsoCalendars`). Empty for an unknown agreement.
 * @param asOf a position of the log; `Number.MAX_SAFE_INTEGER`: all that the tables have
 */
export async function loadRulebook(
  db: Queryable,
  agreementId: string,
  asOf: number,
  alsoCalendars: readonly string[] = [],
): Promise<RecordedRulebook> {
  const versions = await queryRows<LawRow & { terms: Terms; calendars: string[] }>(db, VERSIONS, [agreementId, asOf]);
  const terminations = await queryRows<Termination>(db, TERMINATIONS, [agreementId, asOf]);
  const exclusions = await queryRows<NamedExclusion>(db, EXCLUSIONS, [agreementId, asOf]);
  const named = [...new Set([...versions.flatMap(({ calendars }) => calendars), ...alsoCalendars])];
  const calendars = await loadCalendars(db, named, asOf);
  const timeline = versions.map(({ calendars: _, ...version }) => version as TermsVersion);
  return { timeline, terminations, calendars, exclusions };
}

/** Every exclusion that an agreement ever had, by position. */
export const loadExclusions = (db: Queryable, agreementId: string): Promise<readonly PlacedExclusion[]> =>
  queryRows<PlacedExclusion>(db, ALL_EXCLUSIONS, [agreementId]);

/** The recorded versions of some calendars up to a log position; calendars without any are left out. */
export async function loadCalendars(
  db: Queryable,
  calendarIds: readonly string[],
  asOf: number,
): Promise<readonly CalendarHistory[]> {
  if (calendarIds.length === 0) return [];
  const rows = await queryRows<LawRow & { calendarId: string; definition: CalendarDefinition }>(db, CALENDARS, [
    calendarIds,
    asOf,
  ]);
  const byId = new Map<string, CalendarVersion[]>();
  for (const { calendarId, ...version } of rows) {
    const versions = byId.get(calendarId) ?? [];
    versions.push(version as CalendarVersion);
    byId.set(calendarId, versions);
  }
  return [...byId].map(([calendarId, found]) => ({ calendarId, versions: found }));
}

/** The agreements with a version that names a calendar, in byte order. */
export async function agreementsNaming(db: Queryable, calendarId: string): Promise<readonly string[]> {
  const rows = await queryRows<{ id: string }>(
    db,
    `SELECT DISTINCT agreement_id AS id FROM agreement_versions WHERE calendars @> ARRAY[$1::text] COLLATE "C" ORDER BY 1`,
    [calendarId],
  );
  return rows.map(({ id }) => id);
}
