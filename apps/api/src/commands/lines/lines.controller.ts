import { Readable } from 'node:stream';
import { Controller, HttpCode, Post, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { callerOf, NDJSON, ProblemError } from '#platform';
import { Refuses } from '../docs.js';
import { LINE_KINDS } from './line-kinds.js';
import { LineCommands } from './line-commands.js';

export const LINES_PATH = '/v1/commands';

const LINE = {
  type: 'object',
  required: ['command'] as string[],
  properties: { command: { type: 'string', enum: [...LINE_KINDS.keys()] }, commandId: { type: 'string' } },
  description: 'One line: the command’s name, the ids of its address, and the fields of its body.',
};

const ANSWER = {
  type: 'object',
  required: ['line', 'ok'] as string[],
  properties: {
    line: { type: 'integer', minimum: 1 },
    ok: { type: 'boolean' },
    position: { type: 'string', pattern: '^[0-9]+$' },
    ticketId: { type: 'string', description: 'Of a ticket that the server named.' },
    problem: { $ref: '#/components/schemas/Problem' },
  },
};

@ApiTags('commands')
@Controller(LINES_PATH)
export class LinesController {
  constructor(private readonly lines: LineCommands) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'RunCommands',
    summary: 'Commands as a stream of lines, answered line by line in their order',
    description:
      'Lines of one ticket are applied in order, those of several tickets side by side; a line that is not about a ' +
      'ticket waits for all before it, and all after it wait for it. A bad line stops nothing. Blank lines count and ' +
      'are not answered. A line holds at most 262,144 bytes; the body has no limit.',
  })
  @ApiConsumes(NDJSON)
  @ApiBody({ required: true, schema: LINE })
  @ApiResponse({ status: 200, description: 'An answer a line.', content: { [NDJSON]: { schema: ANSWER } } })
  @Refuses(400, 401, 415)
  run(@Req() request: FastifyRequest): StreamableFile {
    const { body } = request;
    if (!(body instanceof Readable)) throw new ProblemError(415, `the body must be ${NDJSON}`);
    const sender = { actor: callerOf(request).actor, correlationId: request.id };
    const answers = Readable.from(this.lines.answer(body as AsyncIterable<Buffer> & Readable, sender), {
      objectMode: false,
    });
    return new StreamableFile(answers, { type: NDJSON });
  }
}
