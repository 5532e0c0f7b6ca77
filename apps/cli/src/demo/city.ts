import { parse } from 'csv-parse/sync';
import { type CalendarDefinition, type TargetTerms, type Terms } from '#judge';

/** Promises and calendars of the City of Boston's 311 service in 2015, in the order in which they came. */
export interface City {
  readonly terms: readonly [Terms, Terms];
  readonly calendars: readonly [CalendarDefinition, CalendarDefinition];
}

const TIME_ZONE = 'America/New_York';

/** The one tier: the city promises every caller the same. */
export const TIER = 'standard';

interface TermRow {
  readonly TYPE: string;
  readonly policy_version: string;
  readonly kind: string;
  readonly n_days: string;
}

interface HolidayRow {
  readonly date: string;
  readonly calendar_version: string;
}

/**
 * Reads the promises from tables of the form of `terms.csv` (TYPE, policy_version, kind, n_days) and `holidays.csv`
 * (date, weekday, calendar_version). A type of which only one version is known keeps that promise in both.
 */
export function readCity(termsCsv: string, holidaysCsv: string): City {
  const terms = parse<TermRow>(termsCsv, { columns: true, bom: true, skip_empty_lines: true });
  const holidays = parse<HolidayRow>(holidaysCsv, { columns: true, bom: true, skip_empty_lines: true });
  return {
    terms: [termsOf(terms, '1'), termsOf(terms, '2')],
    calendars: [calendarOf(holidays, '1'), calendarOf(holidays, '2')],
  };
}

function termsOf(rows: readonly TermRow[], version: string): Terms {
  // Nothing is promised within no time: of the few cases of such types most have no published due time at all.
  const known = rows.filter(({ kind, n_days }) => kind !== '' && Number(n_days) > 0);
  const of = (type: string, wanted: (row: TermRow) => boolean) => known.find((row) => row.TYPE === type && wanted(row));
  const types = [...new Set(known.map(({ TYPE }) => TYPE))].sort();
  const targets = types.flatMap((type) => {
    const row = of(type, ({ policy_version }) => policy_version === version) ?? of(type, () => true);
    return row ? [targetOf(row)] : [];
  });
  return { timeZone: TIME_ZONE, calendar: 'boston', tiers: { [TIER]: targets } };
}

function targetOf({ TYPE, kind, n_days }: TermRow): TargetTerms {
  const within = `P${n_days}D`;
  return kind === 'business'
    ? { metric: 'resolution', category: TYPE, within, days: 'working', calendar: 'boston' }
    : { metric: 'resolution', category: TYPE, within, days: 'calendar', calendar: '24x7' };
}

function calendarOf(rows: readonly HolidayRow[], version: string): CalendarDefinition {
  const holidays = rows.filter((row) => (/^[\d+]+/.exec(row.calendar_version)?.[0] ?? '').split('+').includes(version));
  return {
    timeZone: TIME_ZONE,
    weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:30', to: '17:00' }],
    holidays: holidays.map(({ date }) => date),
  };
}
