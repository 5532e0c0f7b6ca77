import { Controller, Get, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ExposeMetrics } from './expose-metrics.query.js';

/** Without a token: Prometheus asks. No label holds anything of a customer. */
@ApiTags('health')
@Controller('metrics')
export class ExposeMetricsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({ operationId: 'ExposeMetrics', summary: 'Metrics for Prometheus', security: [] })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  async expose(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { text, contentType } = await this.queries.execute(new ExposeMetrics());
    void reply.type(contentType);
    return text;
  }
}
