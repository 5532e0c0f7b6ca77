import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asked } from '../../commands/asked.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Changes } from '../../commands/docs.js';
import { TicketParams } from '../ticket-params.dto.js';
import { ReopenTicketCommand } from './reopen-ticket.command.js';
import { ReopenTicketBody } from './reopen-ticket.dto.js';

@ApiTags('tickets')
@Controller('v1/tickets/:ticketId/reopening')
export class ReopenTicketController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ operationId: 'ReopenTicket', summary: 'The ticket is open again' })
  @Changes('The reopening is recorded')
  reopen(
    @Param() { ticketId }: TicketParams,
    @Body() body: ReopenTicketBody,
    @AskedBy() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ReopenTicketCommand({ ticketId }, body, asked));
  }
}
