import { Injectable } from '@nestjs/common';
import type { CommandAnswer } from '../commands/command-answer.dto.js';
import type { CalendarApiCommand } from './calendar-api-command.js';
import { Calendars } from './calendars.js';

/** Load, decide, append. */
@Injectable()
export abstract class CalendarCommandHandler<Asked extends CalendarApiCommand> {
  constructor(private readonly calendars: Calendars) {}

  execute(command: Asked): Promise<CommandAnswer> {
    return this.calendars.change(command, command.toDomain());
  }
}
