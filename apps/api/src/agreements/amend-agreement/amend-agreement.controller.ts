import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asked } from '../../commands/asked.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Changes } from '../../commands/docs.js';
import { AgreementParams } from '../agreement-params.dto.js';
import { AmendAgreementCommand } from './amend-agreement.command.js';
import { AmendAgreementBody } from './amend-agreement.dto.js';

@ApiTags('agreements')
@Controller('v1/agreements/:agreementId/amendments')
export class AmendAgreementController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ operationId: 'AmendAgreement', summary: 'An agreement has other terms' })
  @Changes('It is recorded')
  amend(
    @Param() { agreementId }: AgreementParams,
    @Body() body: AmendAgreementBody,
    @AskedBy() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new AmendAgreementCommand({ agreementId }, body, asked));
  }
}
