import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AskedBy, type Asker } from '../../queries/asker.js';
import { AgreementParams } from '../agreement-params.dto.js';
import { AgreementAnswer, ShowAgreementDto } from './show-agreement.dto.js';
import { ShowAgreement } from './show-agreement.query.js';

@ApiTags('agreements')
@Controller('v1/agreements')
export class ShowAgreementController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':agreementId')
  @ApiOperation({ operationId: 'ShowAgreement', summary: 'An agreement with the terms in force at an instant' })
  @ApiOkResponse({ type: AgreementAnswer })
  async show(
    @Param() { agreementId }: AgreementParams,
    @Query() asked: ShowAgreementDto,
    @AskedBy() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgreementAnswer> {
    const answer = await this.queries.execute(new ShowAgreement(agreementId, asked, asker));
    void reply.header('etag', `"${answer.revision}"`);
    return answer;
  }
}
