import { parseInstant, type CalendarDefinition } from '#judge';
import { specOf } from '../testing/given.js';
import {
  decideCalendar,
  evolveCalendar,
  initialCalendar,
  type CalendarCommand,
  type CalendarState,
} from './calendar.js';
import type { CalendarEvent } from './events.js';

const definition: CalendarDefinition = {
  timeZone: 'Europe/Paris',
  weekly: [{ days: ['mon'], from: '09:00', to: '17:00' }],
};
const given = specOf<CalendarCommand, CalendarState, CalendarEvent, undefined>(
  { initial: initialCalendar, evolve: evolveCalendar, decide: decideCalendar },
  undefined,
);
const define: CalendarCommand = { type: 'DefineCalendar', calendarId: 'office', definition };
const revise: CalendarCommand = {
  type: 'ReviseCalendar',
  calendarId: 'office',
  effectiveFrom: parseInstant('2026-01-01T00:00:00Z'),
  reach: 'open',
  reason: 'new hours',
  definition,
};
const defined: CalendarEvent = {
  type: 'CalendarDefined',
  data: { calendarId: 'office', effectiveFrom: null, definition },
};

it('is defined from the beginning of time unless it says otherwise', () => given([]).when(define).then([defined]));
it('is defined once', () => given([defined]).when(define).thenRefused({ kind: 'conflict' }));
it('may not take the name of the built-in one', () =>
  given([])
    .when({ ...define, calendarId: '24x7' })
    .thenRefused({ kind: 'conflict', path: 'calendarId' }));
it('is revised by a version', () =>
  given([defined])
    .when(revise)
    .then([
      {
        type: 'CalendarRevised',
        data: {
          calendarId: 'office',
          version: 2,
          effectiveFrom: '2026-01-01T00:00:00.000Z',
          reach: 'open',
          supersedes: false,
          reason: 'new hours',
          definition,
        },
      },
    ]));
it('must be there to be revised', () => given([]).when(revise).thenRefused({ kind: 'missing' }));
it('must be open some time', () =>
  given([])
    .when({ ...define, definition: { ...definition, weekly: [] } })
    .thenRefused({ kind: 'unprocessable' }));
