import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AskedBy, type Asker } from '../../queries/asker.js';
import { TicketParams } from '../ticket-params.dto.js';
import { ShowTicketDto, TicketAnswer } from './show-ticket.dto.js';
import { ShowTicket } from './show-ticket.query.js';

@ApiTags('tickets')
@Controller('v1/tickets')
export class ShowTicketController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':ticketId')
  @ApiOperation({
    operationId: 'ShowTicket',
    summary: 'A ticket, what happened to it, and its clocks, judged when asked',
  })
  @ApiOkResponse({
    type: TicketAnswer,
    headers: { ETag: { description: 'The revision, for If-Match.', schema: { type: 'string' } } },
  })
  async show(
    @Param() { ticketId }: TicketParams,
    @Query() asked: ShowTicketDto,
    @AskedBy() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TicketAnswer> {
    const answer = await this.queries.execute(new ShowTicket(ticketId, asked, asker));
    void reply.header('etag', `"${answer.revision}"`);
    return answer;
  }
}
