import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asked } from '../../commands/asked.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Changes } from '../../commands/docs.js';
import { TicketParams } from '../ticket-params.dto.js';
import { ChangePriorityCommand } from './change-priority.command.js';
import { ChangePriorityBody } from './change-priority.dto.js';

@ApiTags('tickets')
@Controller('v1/tickets/:ticketId/priority')
export class ChangePriorityController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ operationId: 'ChangePriority', summary: 'The ticket has another priority from then on' })
  @Changes('The priority is recorded')
  change(
    @Param() { ticketId }: TicketParams,
    @Body() body: ChangePriorityBody,
    @AskedBy() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ChangePriorityCommand({ ticketId }, body, asked));
  }
}
