import { type CalendarDefinition, type CalendarVersion, type Instant, instantOf, type Reach } from '#judge';
import { Keyset, pageOf, type Page, type PageAsked, type Sql, Where } from '../queries/index.js';

/** A calendar, without its hours. Calendars are shared by customers: they are not limited to any. */
export interface CalendarView {
  readonly calendarId: string;
  /** Of the last recorded definition. */
  readonly timeZone: string;
  readonly revision: number;
  readonly recordedAt: Instant;
}

interface CalendarRow {
  calendar_id: string;
  time_zone: string;
  revision: number;
  recorded_at: Date;
}

export const calendarOrder = new Keyset([{ expression: 'calendar_id', type: 'text' }]);

/** Calendars by id, in byte order. */
export async function listCalendars(
  sql: Sql,
  filters: { readonly calendarId?: string },
  asked: PageAsked,
): Promise<Page<CalendarView>> {
  const where = new Where().equals('calendar_id', filters.calendarId);
  calendarOrder.after(where, asked.after);
  const limit = where.parameter(asked.limit + 1);
  const rows = await sql.query<CalendarRow>(
    `SELECT calendar_id, time_zone, revision, recorded_at FROM calendars
      WHERE ${where.text} ${calendarOrder.orderBy} LIMIT ${limit}`,
    where.parameters,
  );
  return pageOf(rows.map(viewCalendar), asked.limit, ({ calendarId }) => [calendarId]);
}

export async function readCalendar(sql: Sql, calendarId: string): Promise<CalendarView | undefined> {
  return (await listCalendars(sql, { calendarId }, { after: null, limit: 1 })).rows[0];
}

const viewCalendar = (row: CalendarRow): CalendarView => ({
  calendarId: row.calendar_id,
  timeZone: row.time_zone,
  revision: row.revision,
  recordedAt: instantOf(row.recorded_at.getTime()),
});

/** A recorded version of a calendar, with both its times. */
export interface CalendarVersionView extends Omit<CalendarVersion, 'version'> {
  readonly version: number;
  readonly reason: string | null;
  readonly recordedAt: Instant;
}

interface VersionRow {
  version: number;
  effective_from: Date | null;
  effective_until: Date | null;
  reach: Reach;
  supersedes: boolean;
  reason: string | null;
  definition: CalendarDefinition;
  position: string;
  recorded_at: Date;
}

const instant = (date: Date | null): Instant | null => (date === null ? null : instantOf(date.getTime()));

/** All versions of a calendar, in order. */
export async function readCalendarVersions(sql: Sql, calendarId: string): Promise<readonly CalendarVersionView[]> {
  const rows = await sql.query<VersionRow>(
    `SELECT version, effective_from, effective_until, reach, supersedes, reason, definition, position, recorded_at
      FROM calendar_versions WHERE calendar_id = $1 ORDER BY version`,
    [calendarId],
  );
  return rows.map((row) => ({
    version: row.version,
    effectiveFrom: instant(row.effective_from),
    effectiveUntil: instant(row.effective_until),
    reach: row.reach,
    supersedes: row.supersedes,
    reason: row.reason,
    definition: row.definition,
    position: Number(row.position),
    recordedAt: instantOf(row.recorded_at.getTime()),
  }));
}
