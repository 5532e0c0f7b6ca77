import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { problemDocument } from './problem.js';
import { toProblem, type ProblemTranslator } from './to-problem.js';

/** Every error, whoever threw it, leaves as one form: a problem document (RFC 9457), never a stack. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  constructor(private readonly translators: readonly ProblemTranslator[] = []) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = toProblem(error, this.translators);
    if (problem.status === 500) this.log.error(`${reply.request.method} ${reply.request.url} failed`, stackOf(error));
    if (reply.sent) return;
    const { retryAfter, headers = {} } = problem.extras;
    if (retryAfter !== undefined) void reply.header('retry-after', String(retryAfter));
    void reply
      .headers(headers)
      .status(problem.status)
      .type('application/problem+json')
      .send(JSON.stringify(problemDocument(problem)));
  }
}

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
