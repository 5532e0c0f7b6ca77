import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asked } from '../../commands/asked.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Changes } from '../../commands/docs.js';
import { DeadLetterParams } from '../dead-letter-params.dto.js';
import { DiscardDeadLetterCommand } from './discard-dead-letter.command.js';
import { DiscardDeadLetterBody } from './discard-dead-letter.dto.js';

@ApiTags('projections')
@Controller('v1/projections/:name/dead-letters/:id/discard')
export class DiscardDeadLetterController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({
    operationId: 'DiscardDeadLetter',
    summary: 'Give up an event that cannot be applied: the models are as if it had never been, now and when rebuilt',
  })
  @Changes('It is recorded; what waited behind the event is applied at that position. A case cannot be given up: 409')
  discard(
    @Param() { name, id }: DeadLetterParams,
    @Body() body: DiscardDeadLetterBody,
    @AskedBy() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new DiscardDeadLetterCommand({ projection: name, letterId: id }, body, asked));
  }
}
