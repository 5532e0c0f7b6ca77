import { streamOf, type CalendarCommand } from '#domain';
import { ApiCommand } from '../commands/api-command.js';
import type { CommandBody } from '../commands/command-body.dto.js';

/** A command about a calendar, as it was asked. */
export abstract class CalendarApiCommand<Body extends CommandBody = CommandBody> extends ApiCommand<Body> {
  abstract override readonly name: CalendarCommand['type'];
  abstract readonly calendarId: string;

  get stream(): string {
    return streamOf.calendar(this.calendarId);
  }

  /** What the domain is asked. */
  abstract toDomain(): CalendarCommand;
}
