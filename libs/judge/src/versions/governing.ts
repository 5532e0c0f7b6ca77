import { type CompiledRulebook, type GoverningCalendar, builtInCalendar } from './rulebook.js';

/** When a clock looks for its calendar: since `start`, at `at`; `current` is the version that it has at `start`. */
export interface Lookup {
  readonly current?: GoverningCalendar;
  readonly start: number;
  readonly at: number;
}

/**
 * The version of a calendar that governs a clock: the one in force at its start, moved on by each version with reach
 * `open` since; if none was in force then, the one in force at `at`. Null: none, which counts as no target.
 */
export function governing(
  rules: CompiledRulebook,
  calendarId: string,
  timeZone: string,
  { current, start, at }: Lookup,
): GoverningCalendar | null {
  if (calendarId === '24x7') return builtInCalendar(timeZone);
  const versions = rules.calendars.get(calendarId);
  if (!versions) return null;
  const first = current ?? versions.at(start);
  return first ? (versions.lastSwitch(start, at) ?? first) : versions.at(at);
}
