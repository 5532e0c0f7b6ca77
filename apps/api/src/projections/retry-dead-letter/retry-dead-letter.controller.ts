import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Refuses } from '../../commands/docs.js';
import { ControlProjectionAnswer } from '../control-projection/control-projection.dto.js';
import { NoFieldsPipe } from '../control-projection/no-fields.pipe.js';
import { DeadLetterParams } from '../dead-letter-params.dto.js';
import { RetryDeadLetter } from './retry-dead-letter.command.js';

@ApiTags('projections')
@Controller('v1/projections/:name/dead-letters/:id/retry')
export class RetryDeadLetterController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    operationId: 'RetryDeadLetter',
    summary: 'Try an event again that could not be applied, and all that waits behind it',
  })
  @ApiAcceptedResponse({
    type: ControlProjectionAnswer,
    description: 'The projection tries within a second; an event that still cannot be applied stays in the list.',
  })
  @Refuses(400, 401, 404, 409)
  async retry(
    @Param() { name, id }: DeadLetterParams,
    @Body(new NoFieldsPipe()) _body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ControlProjectionAnswer> {
    const answer = await this.commands.execute(new RetryDeadLetter(name, id));
    void reply.header('location', `/v1/projections/${name}/dead-letters`);
    return answer;
  }
}
