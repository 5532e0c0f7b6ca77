import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asked } from '../../commands/asked.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Changes } from '../../commands/docs.js';
import { CalendarParams } from '../calendar-params.dto.js';
import { ReviseCalendarCommand } from './revise-calendar.command.js';
import { ReviseCalendarBody } from './revise-calendar.dto.js';

@ApiTags('calendars')
@Controller('v1/calendars/:calendarId/revisions')
export class ReviseCalendarController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ operationId: 'ReviseCalendar', summary: 'A calendar has another version' })
  @Changes('It is recorded')
  revise(
    @Param() { calendarId }: CalendarParams,
    @Body() body: ReviseCalendarBody,
    @AskedBy() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ReviseCalendarCommand({ calendarId }, body, asked));
  }
}
