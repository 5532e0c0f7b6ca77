import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asked } from '../../commands/asked.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Changes } from '../../commands/docs.js';
import { TicketParams } from '../ticket-params.dto.js';
import { AssignTicketCommand } from './assign-ticket.command.js';
import { AssignTicketBody } from './assign-ticket.dto.js';

@ApiTags('tickets')
@Controller('v1/tickets/:ticketId/assignments')
export class AssignTicketController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ operationId: 'AssignTicket', summary: 'A team, and perhaps an agent, took the ticket' })
  @Changes('The assignment is recorded')
  assign(
    @Param() { ticketId }: TicketParams,
    @Body() body: AssignTicketBody,
    @AskedBy() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new AssignTicketCommand({ ticketId }, body, asked));
  }
}
