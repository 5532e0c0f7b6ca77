import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asker } from '../../queries/asker.js';
import { AnswersList } from '../../queries/docs.js';
import { VerdictAnswer } from '../../queries/verdict.dto.js';
import { ListVerdictsDto } from './list-verdicts.dto.js';
import { ListVerdicts } from './list-verdicts.query.js';

@ApiTags('verdicts')
@Controller('v1/verdicts')
export class ListVerdictsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @AnswersList(
    'ListVerdicts',
    'Every verdict, by ticket, metric and cycle; with decidedFrom or decidedTo by decidedAt first. All its pages are ' +
      'of the position and hand of the first',
    VerdictAnswer,
  )
  list(@Query() asked: ListVerdictsDto, @AskedBy() asker: Asker) {
    return this.queries.execute(new ListVerdicts(asked, asker));
  }
}
