import { IdField } from '../fields/index.js';

/** The path of a command about a calendar. */
export class CalendarParams {
  @IdField({ description: 'The calendar.' })
  calendarId!: string;
}
