import { Controller, Get, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { HealthAnswer, ReadinessAnswer } from './check-health.dto.js';
import { CheckHealth } from './check-health.query.js';

/** Without a token: balancers ask. */
@ApiTags('health')
@Controller('health')
export class CheckHealthController {
  constructor(private readonly queries: QueryBus) {}

  @Get('live')
  @ApiOperation({ operationId: 'CheckLive', summary: 'Whether the process answers', security: [] })
  @ApiOkResponse({ type: HealthAnswer })
  live(): HealthAnswer {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({
    operationId: 'CheckReady',
    summary: 'Whether log and database answer, and the models are fresh enough',
    security: [],
  })
  @ApiOkResponse({ type: ReadinessAnswer })
  @ApiServiceUnavailableResponse({ type: ReadinessAnswer })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessAnswer> {
    const answer = await this.queries.execute(new CheckHealth());
    void reply.header('cache-control', 'no-store').status(answer.status === 'ok' ? 200 : 503);
    return answer;
  }
}
