import { Body, Controller, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AskedBy, type Asked } from '../../commands/asked.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Creates } from '../../commands/docs.js';
import { SignAgreementCommand } from './sign-agreement.command.js';
import { SignAgreementBody } from './sign-agreement.dto.js';

@ApiTags('agreements')
@Controller('v1/agreements')
export class SignAgreementController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ operationId: 'SignAgreement', summary: 'An agreement begins' })
  @Creates('The agreement is signed')
  async sign(
    @Body() body: SignAgreementBody,
    @AskedBy() asked: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const command = new SignAgreementCommand({}, body, asked);
    const answer = await this.commands.execute(command);
    void reply.header('location', `/v1/agreements/${command.agreementId}`);
    return answer;
  }
}
