import { ListQuery } from '../../queries/list-query.js';
import type { CalendarItem, ListCalendarsDto } from './list-calendars.dto.js';

/** Calendars. */
export class ListCalendars extends ListQuery<ListCalendarsDto, CalendarItem> {}
