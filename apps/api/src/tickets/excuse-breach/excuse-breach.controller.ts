import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asked } from '../../commands/asked.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Changes } from '../../commands/docs.js';
import { TicketParams } from '../ticket-params.dto.js';
import { ExcuseBreachCommand } from './excuse-breach.command.js';
import { ExcuseBreachBody } from './excuse-breach.dto.js';

@ApiTags('tickets')
@Controller('v1/tickets/:ticketId/excuses')
export class ExcuseBreachController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ operationId: 'ExcuseBreach', summary: 'A breach is excused; it stays a breach' })
  @Changes('The excuse is recorded')
  excuse(
    @Param() { ticketId }: TicketParams,
    @Body() body: ExcuseBreachBody,
    @AskedBy() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ExcuseBreachCommand({ ticketId }, body, asked));
  }
}
