import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asker } from '../../queries/asker.js';
import { AnswersList } from '../../queries/docs.js';
import { CalendarItem, ListCalendarsDto } from './list-calendars.dto.js';
import { ListCalendars } from './list-calendars.query.js';

@ApiTags('calendars')
@Controller('v1/calendars')
export class ListCalendarsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @AnswersList('ListCalendars', 'Calendars, in byte order of their ids', CalendarItem)
  list(@Query() asked: ListCalendarsDto, @AskedBy() asker: Asker) {
    return this.queries.execute(new ListCalendars(asked, asker));
  }
}
