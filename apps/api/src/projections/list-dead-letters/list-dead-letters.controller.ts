import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asker } from '../../queries/asker.js';
import { AnswersList } from '../../queries/docs.js';
import { ProjectionParams } from '../projection-params.dto.js';
import { DeadLetterAnswer, ListDeadLettersDto } from './list-dead-letters.dto.js';
import { ListDeadLetters } from './list-dead-letters.query.js';

@ApiTags('projections')
@Controller('v1/projections')
export class ListDeadLettersController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':name/dead-letters')
  @AnswersList(
    'ListDeadLetters',
    'What a projection could not take, and why, in the order of the log',
    DeadLetterAnswer,
  )
  list(@Param() { name }: ProjectionParams, @Query() asked: ListDeadLettersDto, @AskedBy() asker: Asker) {
    return this.queries.execute(new ListDeadLetters(name, asked, asker));
  }
}
