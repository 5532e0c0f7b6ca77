import type { CalendarCommand } from '#domain';
import { instantOrNull } from '../../fields/index.js';
import { CalendarApiCommand } from '../calendar-api-command.js';
import { definitionIn } from '../definition.dto.js';
import type { DefineCalendarBody } from './define-calendar.dto.js';

/** A calendar begins. */
export class DefineCalendarCommand extends CalendarApiCommand<DefineCalendarBody> {
  readonly name = 'DefineCalendar';

  get calendarId(): string {
    return this.body.calendarId;
  }

  toDomain(): CalendarCommand {
    const effectiveFrom = instantOrNull(this.body.effectiveFrom);
    return { type: this.name, calendarId: this.calendarId, effectiveFrom, definition: definitionIn(this.body) };
  }
}
