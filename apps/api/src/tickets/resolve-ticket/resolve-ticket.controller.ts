import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asked } from '../../commands/asked.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Changes } from '../../commands/docs.js';
import { TicketParams } from '../ticket-params.dto.js';
import { ResolveTicketCommand } from './resolve-ticket.command.js';
import { ResolveTicketBody } from './resolve-ticket.dto.js';

@ApiTags('tickets')
@Controller('v1/tickets/:ticketId/resolution')
export class ResolveTicketController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ operationId: 'ResolveTicket', summary: 'The ticket is resolved' })
  @Changes('The resolution is recorded')
  resolve(
    @Param() { ticketId }: TicketParams,
    @Body() body: ResolveTicketBody,
    @AskedBy() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ResolveTicketCommand({ ticketId }, body, asked));
  }
}
