import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asked } from '../../commands/asked.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Changes } from '../../commands/docs.js';
import { TicketParams } from '../ticket-params.dto.js';
import { ReachMilestoneCommand } from './reach-milestone.command.js';
import { ReachMilestoneBody } from './reach-milestone.dto.js';

@ApiTags('tickets')
@Controller('v1/tickets/:ticketId/milestones')
export class ReachMilestoneController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ operationId: 'ReachMilestone', summary: 'The ticket reached a milestone' })
  @Changes('The milestone is recorded')
  reach(
    @Param() { ticketId }: TicketParams,
    @Body() body: ReachMilestoneBody,
    @AskedBy() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ReachMilestoneCommand({ ticketId }, body, asked));
  }
}
