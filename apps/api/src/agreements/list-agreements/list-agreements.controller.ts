import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asker } from '../../queries/asker.js';
import { AnswersList } from '../../queries/docs.js';
import { AgreementItem, ListAgreementsDto } from './list-agreements.dto.js';
import { ListAgreements } from './list-agreements.query.js';

@ApiTags('agreements')
@Controller('v1/agreements')
export class ListAgreementsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @AnswersList('ListAgreements', 'Agreements, in byte order of their ids', AgreementItem)
  list(@Query() asked: ListAgreementsDto, @AskedBy() asker: Asker) {
    return this.queries.execute(new ListAgreements(asked, asker));
  }
}
