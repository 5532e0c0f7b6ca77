import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asker } from '../../queries/asker.js';
import { AnswersList } from '../../queries/docs.js';
import { AgreementParams } from '../agreement-params.dto.js';
import { ListAgreementVersionsDto, TermsVersionAnswer } from './list-agreement-versions.dto.js';
import { ListAgreementVersions } from './list-agreement-versions.query.js';

@ApiTags('agreements')
@Controller('v1/agreements')
export class ListAgreementVersionsController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':agreementId/versions')
  @AnswersList(
    'ListAgreementVersions',
    'All versions of an agreement’s terms, with both their times',
    TermsVersionAnswer,
  )
  list(@Param() { agreementId }: AgreementParams, @Query() asked: ListAgreementVersionsDto, @AskedBy() asker: Asker) {
    return this.queries.execute(new ListAgreementVersions(agreementId, asked, asker));
  }
}
