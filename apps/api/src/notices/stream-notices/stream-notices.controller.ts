import { Controller, Get, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from '#platform';
import type { Scope } from '#read-models';
import { SeenBy } from '../../queries/asker.js';
import { isPosition, POSITION_RULE } from '../../queries/parameters.js';
import { noticeFilters } from '../notice-filters.dto.js';
import { EVENT_STREAM } from './server-sent.js';
import { StreamNoticesDto } from './stream-notices.dto.js';
import { StreamNotices } from './stream-notices.query.js';

const HEADER = 'Last-Event-ID';

@ApiTags('notices')
@Controller('v1/notices/stream')
export class StreamNoticesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({
    operationId: 'StreamNotices',
    summary: 'Warnings, breaches and retractions as server-sent events, as they are announced',
    description:
      'Each notice once, in the order of the log: `id` is its position, `event` its type, `data` the item of the list ' +
      'as JSON. Begins after Last-Event-ID; without it, from now on, and says at once where that is. A comment comes ' +
      'every 15 seconds. A client that takes nothing for so long is cut off; it resumes where it was.',
  })
  @ApiHeader({ name: HEADER, required: false, description: 'The position after which to begin, as `id` said it.' })
  @ApiProduces(EVENT_STREAM)
  @ApiOkResponse({ content: { [EVENT_STREAM]: { schema: { type: 'string' } } } })
  async stream(
    @Query() asked: StreamNoticesDto,
    @SeenBy() scope: Scope,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const wanted = { scope, filters: noticeFilters(asked) };
    const stream = await this.queries.execute(new StreamNotices(wanted, placeOf(request) ?? asked.lastEventId));
    stream.carriedBy(reply.raw);
    // Proxies must neither keep it nor hold it back.
    void reply.headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    return new StreamableFile(stream, { type: EVENT_STREAM });
  }
}

/** A client that has seen nothing may send the header empty. @throws ProblemError 400 */
function placeOf({ headers }: FastifyRequest): string | undefined {
  const said = headers[HEADER.toLowerCase()];
  if (said === undefined || said === '') return undefined;
  if (!isPosition(said)) throw ProblemError.badRequest([{ path: HEADER, message: POSITION_RULE }]);
  return said;
}
