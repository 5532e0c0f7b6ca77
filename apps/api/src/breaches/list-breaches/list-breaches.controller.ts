import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asker } from '../../queries/asker.js';
import { AnswersList } from '../../queries/docs.js';
import { BreachAnswer } from '../breach.dto.js';
import { ListBreachesDto } from './list-breaches.dto.js';
import { ListBreaches } from './list-breaches.query.js';

@ApiTags('breaches')
@Controller('v1/breaches')
export class ListBreachesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @AnswersList('ListBreaches', 'Breaches as known now, in the order in which they came about', BreachAnswer)
  list(@Query() asked: ListBreachesDto, @AskedBy() asker: Asker) {
    return this.queries.execute(new ListBreaches(asked, asker));
  }
}
