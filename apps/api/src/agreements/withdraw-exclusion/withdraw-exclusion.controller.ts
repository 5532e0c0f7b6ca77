import { Body, Controller, Delete, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asked } from '../../commands/asked.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { CommandBody } from '../../commands/command-body.dto.js';
import { Changes } from '../../commands/docs.js';
import { ExclusionParams } from '../agreement-params.dto.js';
import { WithdrawExclusionCommand } from './withdraw-exclusion.command.js';

@ApiTags('agreements')
@Controller('v1/agreements/:agreementId/exclusions/:exclusionId')
export class WithdrawExclusionController {
  constructor(private readonly commands: CommandBus) {}

  @Delete()
  @ApiOperation({ operationId: 'WithdrawExclusion', summary: 'An exclusion no longer holds' })
  @Changes('It is recorded')
  withdraw(
    @Param() { agreementId, exclusionId }: ExclusionParams,
    @Body() body: CommandBody,
    @AskedBy() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new WithdrawExclusionCommand({ agreementId, exclusionId }, body, asked));
  }
}
