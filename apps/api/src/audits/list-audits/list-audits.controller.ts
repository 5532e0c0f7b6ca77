import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asker } from '../../queries/asker.js';
import { AnswersList } from '../../queries/docs.js';
import { AuditItem, ListAuditsDto } from './list-audits.dto.js';
import { ListAudits } from './list-audits.query.js';

@ApiTags('audits')
@Controller('v1/audits')
export class ListAuditsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @AnswersList('ListAudits', 'Audits, the latest asked for first', AuditItem)
  list(@Query() asked: ListAuditsDto, @AskedBy() asker: Asker) {
    return this.queries.execute(new ListAudits(asked, asker));
  }
}
