import type { CalendarCommand } from '#domain';
import { parseInstant } from '#judge';
import { CalendarApiCommand } from '../calendar-api-command.js';
import { definitionIn } from '../definition.dto.js';
import type { ReviseCalendarBody } from './revise-calendar.dto.js';

/** A calendar has another version. */
export class ReviseCalendarCommand extends CalendarApiCommand<ReviseCalendarBody> {
  readonly name = 'ReviseCalendar';

  get calendarId(): string {
    return this.ids['calendarId'] ?? '';
  }

  toDomain(): CalendarCommand {
    const { effectiveFrom, reach, supersedes, reason } = this.body;
    return {
      type: this.name,
      calendarId: this.calendarId,
      effectiveFrom: parseInstant(effectiveFrom),
      reach,
      ...(supersedes != null && { supersedes }),
      reason,
      definition: definitionIn(this.body),
    };
  }
}
