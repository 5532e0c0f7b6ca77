import { CompiledCalendar } from '../calendar/compiled-calendar.js';
import { WEEKDAYS } from '../calendar/opening-windows.js';
import { type CalendarDefinition } from '../model/calendar-definition.js';
import { parseDate, parseWallTime } from '../time/local-date.js';
import { isTimeZone } from '../time/zone-rules.js';
import { Findings, type Problem, shown } from './problem.js';

/** Enough for any calendar that people keep. */
const MOST = 2000;

/**
 * What is wrong with a calendar's definition, all at once: zone, weekdays, times, dates, unknown fields, dates stated
 * twice, and a calendar that never opens.
 * @param path the name of the document in the paths; `''` for none
 */
export function checkCalendar(definition: unknown, path = ''): Problem[] {
  const findings = new Findings();
  findCalendar(findings, definition, path);
  const problems = findings.problems('all');
  if (problems.length > 0) return problems;
  return neverOpens(definition as CalendarDefinition)
    ? [{ path: at(path, 'weekly'), message: 'the calendar never opens' }]
    : [];
}

export const at = (path: string, field: string): string => (path === '' ? field : `${path}.${field}`);

/** Finds what is wrong with a definition; the fatal findings are those without which it compiles. */
export function findCalendar(findings: Findings, definition: unknown, path: string): void {
  const calendar = findings.object(definition, path, ['timeZone', 'weekly', 'holidays', 'exceptions']);
  if (!calendar) return;
  zone(findings, calendar['timeZone'], at(path, 'timeZone'));
  few(findings, calendar['weekly'], at(path, 'weekly'), 'needed').forEach((value, i) =>
    weekly(findings, value, `${at(path, 'weekly')}[${i}]`),
  );
  const holidays = few(findings, calendar['holidays'], at(path, 'holidays'), 'optional');
  holidays.forEach((value, i) => date(findings, value, `${at(path, 'holidays')}[${i}]`));
  twice(findings, holidays, (i) => `${at(path, 'holidays')}[${i}]`);
  exceptions(findings, calendar['exceptions'], at(path, 'exceptions'));
}

export function zone(findings: Findings, value: unknown, path: string): void {
  if (findings.text(value, path) && !isTimeZone(value)) findings.fatal(path, `${shown(value)} is no IANA time zone`);
}

function few(findings: Findings, value: unknown, path: string, needed: 'needed' | 'optional'): readonly unknown[] {
  const list = findings.list(value, path, needed);
  if (list.length <= MOST) return list;
  findings.fatal(path, `${list.length} entries are more than ${MOST}`);
  return [];
}

function weekly(findings: Findings, value: unknown, path: string): void {
  const window = findings.object(value, path, ['days', 'from', 'to']);
  if (!window) return;
  const days = findings.list(window['days'], `${path}.days`);
  if (Array.isArray(window['days']) && days.length === 0) findings.wrong(`${path}.days`, 'names no day');
  days.forEach((day, i) => findings.oneOf(day, `${path}.days[${i}]`, WEEKDAYS));
  times(findings, window, path);
}

function times(findings: Findings, window: Readonly<Record<string, unknown>>, path: string): void {
  for (const field of ['from', 'to'] as const) {
    const minutes = parseWallTime(window[field]);
    if (minutes === null)
      findings.fatal(`${path}.${field}`, `${shown(window[field])} is no time HH:MM, 00:00 to 24:00`);
    else if (field === 'from' && minutes === 1440)
      findings.wrong(`${path}.from`, 'no window starts at 24:00, the end of its date');
  }
}

function exceptions(findings: Findings, value: unknown, path: string): void {
  const list = few(findings, value, path, 'optional');
  const dates = list.map((each, i) => {
    const exception = findings.object(each, `${path}[${i}]`, ['date', 'windows']);
    if (!exception) return undefined;
    date(findings, exception['date'], `${path}[${i}].date`);
    findings.list(exception['windows'], `${path}[${i}].windows`).forEach((window, j) => {
      const fields = findings.object(window, `${path}[${i}].windows[${j}]`, ['from', 'to']);
      if (fields) times(findings, fields, `${path}[${i}].windows[${j}]`);
    });
    return exception['date'];
  });
  twice(findings, dates, (i) => `${path}[${i}].date`);
}

function date(findings: Findings, value: unknown, path: string): void {
  if (parseDate(value) === null) findings.fatal(path, `${shown(value)} is no date YYYY-MM-DD`);
}

function twice(findings: Findings, dates: readonly unknown[], path: (i: number) => string): void {
  dates.forEach((each, i) => {
    if (typeof each === 'string' && dates.indexOf(each) < i) findings.wrong(path(i), `${shown(each)} is stated twice`);
  });
}

/** Whether no date of any year opens: an exception may be the only opening, at its date. */
function neverOpens(definition: CalendarDefinition): boolean {
  const dates = (definition.exceptions ?? []).map(({ date: day }) => Date.parse(day));
  const calendar = new CompiledCalendar('', definition);
  const from = [Date.parse('2000-01-01'), ...dates.map((day) => day - 2 * 86_400_000)];
  return from.every((instant) => !opens(calendar, instant));
}

function opens(calendar: CompiledCalendar, instant: number): boolean {
  try {
    return calendar.firstOpen(instant) >= instant;
  } catch {
    return false;
  }
}
