import { Body, Controller, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AskedBy, type Asked } from '../../commands/asked.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Creates } from '../../commands/docs.js';
import { OpenTicketCommand } from './open-ticket.command.js';
import { OpenTicketBody } from './open-ticket.dto.js';

@ApiTags('tickets')
@Controller('v1/tickets')
export class OpenTicketController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ operationId: 'OpenTicket', summary: 'A ticket begins' })
  @Creates('The ticket is open')
  async open(
    @Body() body: OpenTicketBody,
    @AskedBy() asked: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const command = new OpenTicketCommand({}, body, asked);
    const answer = await this.commands.execute(command);
    void reply.header('location', `/v1/tickets/${command.ticketId}`);
    return answer;
  }
}
