import { Body, Controller, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AskedBy, type Asked } from '../../commands/asked.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Creates } from '../../commands/docs.js';
import { DefineCalendarCommand } from './define-calendar.command.js';
import { DefineCalendarBody } from './define-calendar.dto.js';

@ApiTags('calendars')
@Controller('v1/calendars')
export class DefineCalendarController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ operationId: 'DefineCalendar', summary: 'A calendar begins' })
  @Creates('The calendar is defined')
  async define(
    @Body() body: DefineCalendarBody,
    @AskedBy() asked: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const command = new DefineCalendarCommand({}, body, asked);
    const answer = await this.commands.execute(command);
    void reply.header('location', `/v1/calendars/${command.calendarId}`);
    return answer;
  }
}
