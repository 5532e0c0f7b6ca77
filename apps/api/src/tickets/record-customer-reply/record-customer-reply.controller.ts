import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asked } from '../../commands/asked.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Changes } from '../../commands/docs.js';
import { TicketParams } from '../ticket-params.dto.js';
import { RecordCustomerReplyCommand } from './record-customer-reply.command.js';
import { RecordCustomerReplyBody } from './record-customer-reply.dto.js';

@ApiTags('tickets')
@Controller('v1/tickets/:ticketId/customer-replies')
export class RecordCustomerReplyController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ operationId: 'RecordCustomerReply', summary: 'The customer wrote' })
  @Changes('The reply is recorded')
  record(
    @Param() { ticketId }: TicketParams,
    @Body() body: RecordCustomerReplyBody,
    @AskedBy() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new RecordCustomerReplyCommand({ ticketId }, body, asked));
  }
}
