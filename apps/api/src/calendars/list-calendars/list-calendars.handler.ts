import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { calendarOrder, listCalendars, mapPage } from '#read-models';
import { isoOf } from '../../queries/answers.js';
import { Lists } from '../../queries/lists.js';
import { CALENDAR_FIELDS } from './list-calendars.dto.js';
import { ListCalendars } from './list-calendars.query.js';

@QueryHandler(ListCalendars)
export class ListCalendarsHandler implements IQueryHandler<ListCalendars> {
  constructor(private readonly lists: Lists) {}

  execute({ asked, asker }: ListCalendars) {
    return this.lists.answer(asked, asker, {
      name: 'calendars',
      order: calendarOrder,
      columns: CALENDAR_FIELDS,
      past: 'rules',
      read: async ({ sql }, page) =>
        mapPage(await listCalendars(sql, {}, page), (calendar) => ({
          ...calendar,
          recordedAt: isoOf(calendar.recordedAt),
        })),
    });
  }
}
