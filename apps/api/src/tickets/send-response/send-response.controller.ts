import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asked } from '../../commands/asked.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Changes } from '../../commands/docs.js';
import { TicketParams } from '../ticket-params.dto.js';
import { SendResponseCommand } from './send-response.command.js';
import { SendResponseBody } from './send-response.dto.js';

@ApiTags('tickets')
@Controller('v1/tickets/:ticketId/responses')
export class SendResponseController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ operationId: 'SendResponse', summary: 'An agent answered the customer' })
  @Changes('The response is recorded')
  send(
    @Param() { ticketId }: TicketParams,
    @Body() body: SendResponseBody,
    @AskedBy() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new SendResponseCommand({ ticketId }, body, asked));
  }
}
