import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asked } from '../../commands/asked.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Changes } from '../../commands/docs.js';
import { TicketParams } from '../ticket-params.dto.js';
import { CancelTicketCommand } from './cancel-ticket.command.js';
import { CancelTicketBody } from './cancel-ticket.dto.js';

@ApiTags('tickets')
@Controller('v1/tickets/:ticketId/cancellation')
export class CancelTicketController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({
    operationId: 'CancelTicket',
    summary: 'The ticket should not have been; undecided clocks become void',
  })
  @Changes('The cancellation is recorded')
  cancel(
    @Param() { ticketId }: TicketParams,
    @Body() body: CancelTicketBody,
    @AskedBy() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new CancelTicketCommand({ ticketId }, body, asked));
  }
}
