import { Query } from '@nestjs/cqrs';
import type { CalendarAnswer, ShowCalendarDto } from './show-calendar.dto.js';

/** A calendar with the hours in force at an instant. */
export class ShowCalendar extends Query<CalendarAnswer> {
  constructor(
    readonly calendarId: string,
    readonly asked: ShowCalendarDto,
  ) {
    super();
  }
}
