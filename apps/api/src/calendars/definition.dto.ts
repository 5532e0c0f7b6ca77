import type { CalendarDefinition } from '#judge';
import { CommandBody } from '../commands/command-body.dto.js';
import { CodeField, ListField } from '../fields/index.js';

const TIME = { type: 'string', pattern: '^([01][0-9]|2[0-4]):[0-5][0-9]$', example: '08:30' };
const DATE = { type: 'string', format: 'date', example: '2015-12-25' };
const WINDOW = { from: TIME, to: TIME };

const WEEKLY = {
  type: 'object',
  required: ['days', 'from', 'to'],
  properties: {
    days: { type: 'array', items: { type: 'string', enum: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] } },
    ...WINDOW,
  },
};

const EXCEPTION = {
  type: 'object',
  required: ['date', 'windows'],
  properties: {
    date: DATE,
    windows: { type: 'array', items: { type: 'object', required: ['from', 'to'], properties: WINDOW } },
  },
};

/** A calendar's opening hours; what is wrong inside is told all at once, with paths (422). */
export class DefinitionBody extends CommandBody {
  @CodeField({ description: 'An IANA time zone.' })
  timeZone!: string;

  @ListField(WEEKLY, { description: 'Windows on weekdays; one whose `to` is not after `from` ends on the next date.' })
  weekly!: CalendarDefinition['weekly'];

  @ListField(DATE, { optional: true, description: 'Dates on which no window starts.' })
  holidays?: CalendarDefinition['holidays'] | null;

  @ListField(EXCEPTION, { optional: true, description: 'Dates with windows of their own, holidays or not.' })
  exceptions?: CalendarDefinition['exceptions'] | null;
}

/** The definition that a body holds among its other fields. */
export function definitionIn({ timeZone, weekly, holidays, exceptions }: DefinitionBody): CalendarDefinition {
  return { timeZone, weekly, ...(holidays != null && { holidays }), ...(exceptions != null && { exceptions }) };
}
