import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asked } from '../../commands/asked.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Changes } from '../../commands/docs.js';
import { AgreementParams } from '../agreement-params.dto.js';
import { TerminateAgreementCommand } from './terminate-agreement.command.js';
import { TerminateAgreementBody } from './terminate-agreement.dto.js';

@ApiTags('agreements')
@Controller('v1/agreements/:agreementId/termination')
export class TerminateAgreementController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ operationId: 'TerminateAgreement', summary: 'An agreement ends' })
  @Changes('It is recorded')
  terminate(
    @Param() { agreementId }: AgreementParams,
    @Body() body: TerminateAgreementBody,
    @AskedBy() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new TerminateAgreementCommand({ agreementId }, body, asked));
  }
}
