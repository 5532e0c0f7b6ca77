import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asker } from '../../queries/asker.js';
import { AnswersList } from '../../queries/docs.js';
import { ClockAnswer, ListClocksDto } from './list-clocks.dto.js';
import { ListClocks } from './list-clocks.query.js';

@ApiTags('clocks')
@Controller('v1/clocks')
export class ListClocksController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @AnswersList('ListClocks', 'The work queue: clocks not stopped, by due time, those without one last', ClockAnswer)
  list(@Query() asked: ListClocksDto, @AskedBy() asker: Asker) {
    return this.queries.execute(new ListClocks(asked, asker));
  }
}
