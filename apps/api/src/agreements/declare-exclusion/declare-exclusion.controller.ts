import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AskedBy, type Asked } from '../../commands/asked.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Creates } from '../../commands/docs.js';
import { AgreementParams } from '../agreement-params.dto.js';
import { DeclareExclusionCommand } from './declare-exclusion.command.js';
import { DeclareExclusionBody } from './declare-exclusion.dto.js';

@ApiTags('agreements')
@Controller('v1/agreements/:agreementId/exclusions')
export class DeclareExclusionController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ operationId: 'DeclareExclusion', summary: 'A window takes open time away from every clock' })
  @Creates('The exclusion is declared')
  async declare(
    @Param() { agreementId }: AgreementParams,
    @Body() body: DeclareExclusionBody,
    @AskedBy() asked: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const command = new DeclareExclusionCommand({ agreementId }, body, asked);
    const answer = await this.commands.execute(command);
    void reply.header('location', `/v1/agreements/${agreementId}/exclusions/${command.exclusionId}`);
    return answer;
  }
}
