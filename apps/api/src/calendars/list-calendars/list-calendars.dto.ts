import { ListDto } from '../../queries/ask.dto.js';

export class ListCalendarsDto extends ListDto {}

/** A calendar, without its hours. */
export class CalendarItem {
  calendarId!: string;
  /** Of the last recorded definition. */
  timeZone!: string;
  /** Of the last event of its stream. */
  revision!: number;
  /** When the log took the definition. */
  recordedAt!: string;
}

export const CALENDAR_FIELDS = [
  'calendarId',
  'timeZone',
  'revision',
  'recordedAt',
] as const satisfies readonly (keyof CalendarItem)[];
