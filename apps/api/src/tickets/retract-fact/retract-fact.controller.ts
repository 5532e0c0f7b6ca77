import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asked } from '../../commands/asked.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Changes } from '../../commands/docs.js';
import { TicketParams } from '../ticket-params.dto.js';
import { RetractFactCommand } from './retract-fact.command.js';
import { RetractFactBody } from './retract-fact.dto.js';

@ApiTags('tickets')
@Controller('v1/tickets/:ticketId/retractions')
export class RetractFactController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ operationId: 'RetractFact', summary: 'A fact counts as never stated' })
  @Changes('The retraction is recorded')
  retract(
    @Param() { ticketId }: TicketParams,
    @Body() body: RetractFactBody,
    @AskedBy() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new RetractFactCommand({ ticketId }, body, asked));
  }
}
