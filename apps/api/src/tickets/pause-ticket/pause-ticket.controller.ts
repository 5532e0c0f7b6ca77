import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asked } from '../../commands/asked.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Changes } from '../../commands/docs.js';
import { TicketParams } from '../ticket-params.dto.js';
import { PauseTicketCommand } from './pause-ticket.command.js';
import { PauseTicketBody } from './pause-ticket.dto.js';

@ApiTags('tickets')
@Controller('v1/tickets/:ticketId/pauses')
export class PauseTicketController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ operationId: 'PauseTicket', summary: 'The ticket waits; on a paused one the reason changes' })
  @Changes('The pause is recorded')
  pause(
    @Param() { ticketId }: TicketParams,
    @Body() body: PauseTicketBody,
    @AskedBy() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new PauseTicketCommand({ ticketId }, body, asked));
  }
}
