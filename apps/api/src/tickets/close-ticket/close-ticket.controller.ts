import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asked } from '../../commands/asked.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Changes } from '../../commands/docs.js';
import { TicketParams } from '../ticket-params.dto.js';
import { CloseTicketCommand } from './close-ticket.command.js';
import { CloseTicketBody } from './close-ticket.dto.js';

@ApiTags('tickets')
@Controller('v1/tickets/:ticketId/closure')
export class CloseTicketController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ operationId: 'CloseTicket', summary: 'The ticket is closed; one not resolved counts as resolved' })
  @Changes('The closure is recorded')
  close(
    @Param() { ticketId }: TicketParams,
    @Body() body: CloseTicketBody,
    @AskedBy() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new CloseTicketCommand({ ticketId }, body, asked));
  }
}
