import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asked } from '../../commands/asked.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Changes } from '../../commands/docs.js';
import { TicketParams } from '../ticket-params.dto.js';
import { ChangeCategoryCommand } from './change-category.command.js';
import { ChangeCategoryBody } from './change-category.dto.js';

@ApiTags('tickets')
@Controller('v1/tickets/:ticketId/category')
export class ChangeCategoryController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ operationId: 'ChangeCategory', summary: 'The ticket has another category from then on' })
  @Changes('The category is recorded')
  change(
    @Param() { ticketId }: TicketParams,
    @Body() body: ChangeCategoryBody,
    @AskedBy() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ChangeCategoryCommand({ ticketId }, body, asked));
  }
}
