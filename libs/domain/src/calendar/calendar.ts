import {
  checkCalendar,
  instantToIso,
  parseInstant,
  type CalendarDefinition,
  type CalendarVersion,
  type Instant,
  type Reach,
} from '#judge';
import { ALWAYS_OPEN } from '../agreement/calendars-of.js';
import type { Recorded } from '../event.js';
import { Rejection } from '../rejection.js';
import type { CalendarDefined, CalendarEvent, CalendarRevised } from './events.js';

export interface DefineCalendar {
  readonly type: 'DefineCalendar';
  readonly calendarId: string;
  readonly effectiveFrom?: Instant | null;
  readonly definition: CalendarDefinition;
}

export interface ReviseCalendar {
  readonly type: 'ReviseCalendar';
  readonly calendarId: string;
  readonly effectiveFrom: Instant;
  readonly reach: Reach;
  readonly supersedes?: boolean;
  readonly reason: string;
  readonly definition: CalendarDefinition;
}

/** What can be asked of a calendar (spec/http.md, Commands). */
export type CalendarCommand = DefineCalendar | ReviseCalendar;

/** All versions of a calendar, with where the log recorded them; empty: not defined. */
export interface CalendarState {
  readonly versions: readonly CalendarVersion[];
}

export const initialCalendar: CalendarState = { versions: [] };

/**
 * The events that a command leads to.
 * @throws Rejection missing, conflict (defined already), unprocessable (a definition that makes no sense)
 */
export function decideCalendar(command: CalendarCommand, state: CalendarState): readonly CalendarEvent[] {
  return command.type === 'DefineCalendar' ? define(command, state) : revise(command, state);
}

function define(command: DefineCalendar, state: CalendarState): readonly CalendarEvent[] {
  const { calendarId, definition } = command;
  if (calendarId === ALWAYS_OPEN) throw Rejection.conflict(`calendar ${ALWAYS_OPEN} is built in`, 'calendarId');
  if (state.versions.length > 0) throw Rejection.conflict(`calendar ${calendarId} is defined already`, 'calendarId');
  demandSense(definition);
  const from = command.effectiveFrom ?? null;
  const effectiveFrom = from === null ? null : instantToIso(from);
  return [{ type: 'CalendarDefined', data: { calendarId, effectiveFrom, definition } }];
}

function revise(command: ReviseCalendar, state: CalendarState): readonly CalendarEvent[] {
  const { calendarId, reach, supersedes = false, reason, definition } = command;
  if (state.versions.length === 0) throw Rejection.missing(`there is no calendar ${calendarId}`);
  demandSense(definition);
  const version = state.versions.length + 1;
  const effectiveFrom = instantToIso(command.effectiveFrom);
  const data = { calendarId, version, effectiveFrom, reach, supersedes, reason, definition };
  return [{ type: 'CalendarRevised', data }];
}

function demandSense(definition: CalendarDefinition): void {
  const problems = checkCalendar(definition);
  if (problems.length > 0) throw new Rejection('unprocessable', 'the calendar makes no sense', problems);
}

/** The state after one more event. */
export function evolveCalendar(state: CalendarState, event: Recorded<CalendarEvent>): CalendarState {
  const version = event.type === 'CalendarDefined' ? first(event) : later(event);
  return { versions: [...state.versions, version] };
}

const first = ({ data, position }: Recorded<CalendarDefined>): CalendarVersion => ({
  version: 1,
  effectiveFrom: data.effectiveFrom === null ? null : parseInstant(data.effectiveFrom),
  effectiveUntil: null,
  reach: 'new',
  supersedes: false,
  position,
  definition: data.definition,
});

const later = ({ data, position }: Recorded<CalendarRevised>): CalendarVersion => ({
  version: data.version,
  effectiveFrom: parseInstant(data.effectiveFrom),
  effectiveUntil: null,
  reach: data.reach,
  supersedes: data.supersedes,
  position,
  definition: data.definition,
});
