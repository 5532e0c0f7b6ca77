import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CalendarParams } from '../calendar-params.dto.js';
import { CalendarAnswer, ShowCalendarDto } from './show-calendar.dto.js';
import { ShowCalendar } from './show-calendar.query.js';

@ApiTags('calendars')
@Controller('v1/calendars')
export class ShowCalendarController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':calendarId')
  @ApiOperation({
    operationId: 'ShowCalendar',
    summary: 'A calendar with the hours in force at an instant, and all its versions',
  })
  @ApiOkResponse({ type: CalendarAnswer })
  async show(
    @Param() { calendarId }: CalendarParams,
    @Query() asked: ShowCalendarDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CalendarAnswer> {
    const answer = await this.queries.execute(new ShowCalendar(calendarId, asked));
    void reply.header('etag', `"${answer.revision}"`);
    return answer;
  }
}
