import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asker } from '../../queries/asker.js';
import { AnswersList } from '../../queries/docs.js';
import { NoticeAnswer } from '../notice.dto.js';
import { ListNoticesDto } from './list-notices.dto.js';
import { ListNotices } from './list-notices.query.js';

@ApiTags('notices')
@Controller('v1/notices')
export class ListNoticesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @AnswersList(
    'ListNotices',
    'Warnings, breaches and retractions, in the order of the log; with from or to by the instant they are about first',
    NoticeAnswer,
  )
  list(@Query() asked: ListNoticesDto, @AskedBy() asker: Asker) {
    return this.queries.execute(new ListNotices(asked, asker));
  }
}
