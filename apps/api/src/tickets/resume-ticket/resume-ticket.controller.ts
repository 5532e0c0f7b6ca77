import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asked } from '../../commands/asked.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Changes } from '../../commands/docs.js';
import { TicketParams } from '../ticket-params.dto.js';
import { ResumeTicketCommand } from './resume-ticket.command.js';
import { ResumeTicketBody } from './resume-ticket.dto.js';

@ApiTags('tickets')
@Controller('v1/tickets/:ticketId/resumptions')
export class ResumeTicketController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ operationId: 'ResumeTicket', summary: 'The ticket waits no longer' })
  @Changes('The resumption is recorded')
  resume(
    @Param() { ticketId }: TicketParams,
    @Body() body: ResumeTicketBody,
    @AskedBy() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ResumeTicketCommand({ ticketId }, body, asked));
  }
}
