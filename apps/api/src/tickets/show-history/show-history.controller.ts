import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskDto } from '../../queries/ask.dto.js';
import { AskedBy, type Asker } from '../../queries/asker.js';
import { TicketParams } from '../ticket-params.dto.js';
import { HistoryAnswer } from './show-history.dto.js';
import { ShowHistory } from './show-history.query.js';

@ApiTags('tickets')
@Controller('v1/tickets')
export class ShowHistoryController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':ticketId/history')
  @ApiOperation({
    operationId: 'ShowHistory',
    summary: 'Each verdict of a ticket as it was known, and what moved it',
  })
  @ApiOkResponse({ type: HistoryAnswer })
  show(@Param() { ticketId }: TicketParams, @Query() asked: AskDto, @AskedBy() asker: Asker): Promise<HistoryAnswer> {
    return this.queries.execute(new ShowHistory(ticketId, asked, asker));
  }
}
