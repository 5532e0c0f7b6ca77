import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asker } from '../../queries/asker.js';
import { AnswersList } from '../../queries/docs.js';
import { AuditParams } from '../audit-params.dto.js';
import { ChangeAnswer, ListChangesDto } from './list-changes.dto.js';
import { ListChanges } from './list-changes.query.js';

@ApiTags('audits')
@Controller('v1/audits')
export class ListChangesController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':auditId/changes')
  @AnswersList(
    'ListChanges',
    'The verdicts that an audit changes, by ticket, metric and cycle, each with why',
    ChangeAnswer,
  )
  list(@Param() { auditId }: AuditParams, @Query() asked: ListChangesDto, @AskedBy() asker: Asker) {
    return this.queries.execute(new ListChanges(auditId, asked, asker));
  }
}
