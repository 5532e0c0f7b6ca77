import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asker } from '../../queries/asker.js';
import { AnswersList } from '../../queries/docs.js';
import { FindTicketsDto, TicketItem } from './find-tickets.dto.js';
import { FindTickets } from './find-tickets.query.js';

@ApiTags('tickets')
@Controller('v1/tickets')
export class FindTicketsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @AnswersList(
    'FindTickets',
    'Tickets by what they are, in byte order of their ids; with openedFrom or openedTo by openedAt first',
    TicketItem,
  )
  find(@Query() asked: FindTicketsDto, @AskedBy() asker: Asker) {
    return this.queries.execute(new FindTickets(asked, asker));
  }
}
