import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asker } from '../../queries/asker.js';
import { AnswersList } from '../../queries/docs.js';
import { ListProjectionsDto, ProjectionAnswer } from './list-projections.dto.js';
import { ListProjections } from './list-projections.query.js';

@ApiTags('projections')
@Controller('v1/projections')
export class ListProjectionsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @AnswersList('ListProjections', 'Projections, and how far they are', ProjectionAnswer)
  list(@Query() asked: ListProjectionsDto, @AskedBy() asker: Asker) {
    return this.queries.execute(new ListProjections(asked, asker));
  }
}
