import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asked } from '../../commands/asked.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Changes } from '../../commands/docs.js';
import { TicketParams } from '../ticket-params.dto.js';
import { ChangeTierCommand } from './change-tier.command.js';
import { ChangeTierBody } from './change-tier.dto.js';

@ApiTags('tickets')
@Controller('v1/tickets/:ticketId/tier')
export class ChangeTierController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ operationId: 'ChangeTier', summary: 'The ticket has another tier from then on' })
  @Changes('The tier is recorded')
  change(
    @Param() { ticketId }: TicketParams,
    @Body() body: ChangeTierBody,
    @AskedBy() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ChangeTierCommand({ ticketId }, body, asked));
  }
}
