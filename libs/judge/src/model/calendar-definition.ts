export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** Local wall-clock times `HH:MM`, `00:00` to `24:00`; `to` at or before `from` ends on the next date. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

export interface WeeklyWindow extends Window {
  readonly days: readonly Weekday[];
}

/** Opening hours in a time zone (spec/judge.md, Calendars). Dates are local, `YYYY-MM-DD`. */
export interface CalendarDefinition {
  readonly timeZone: string;
  readonly weekly: readonly WeeklyWindow[];
  readonly holidays?: readonly string[];
  readonly exceptions?: readonly { readonly date: string; readonly windows: readonly Window[] }[];
}
