import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asked } from '../../commands/asked.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Changes } from '../../commands/docs.js';
import { TicketParams } from '../ticket-params.dto.js';
import { RateSatisfactionCommand } from './rate-satisfaction.command.js';
import { RateSatisfactionBody } from './rate-satisfaction.dto.js';

@ApiTags('tickets')
@Controller('v1/tickets/:ticketId/ratings')
export class RateSatisfactionController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ operationId: 'RateSatisfaction', summary: 'The customer rated the ticket; no part of the case' })
  @Changes('The rating is recorded')
  rate(
    @Param() { ticketId }: TicketParams,
    @Body() body: RateSatisfactionBody,
    @AskedBy() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new RateSatisfactionCommand({ ticketId }, body, asked));
  }
}
