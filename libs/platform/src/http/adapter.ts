import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerWithCorrelationId, correlationIdOf } from './correlation.js';
import { guardWithBearer, type Authenticator } from './bearer.js';
import { endConnections } from './end-connections.js';
import { acceptBodies, BODY_LIMIT } from './body-parsers.js';
import { ProblemError, problemDocument } from './problem.js';
import { toProblem } from './to-problem.js';

export interface HttpOptions {
  readonly authenticate: Authenticator;
  /** Routes that answer without a token. */
  readonly openPaths: readonly string[];
  /** Routes whose body is NDJSON and is read as it comes. */
  readonly streamingRoutes: readonly string[];
  /** A new id for a request that brings none. */
  readonly newId: () => string;
}

/** Longer ones are no ids of ours; their routes answer them by name, not with 404. */
const MAX_PARAM_LENGTH = 2048;

/** Fastify as this system speaks HTTP: guarded, bounded, and with problem documents even where no route is reached. */
export function createAdapter(options: HttpOptions): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    genReqId: correlationIdOf(options.newId),
    requestIdHeader: false,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    frameworkErrors: answerUnroutable,
    clientErrorHandler: answerBrokenRequest,
  });
  const fastify = adapter.getInstance();
  answerWithCorrelationId(fastify);
  guardWithBearer(fastify, options.authenticate, options.openPaths);
  acceptBodies(fastify, options.streamingRoutes);
  endConnections(fastify);
  return adapter;
}

/** A URL that cannot be decoded reaches no route, no hook and no filter. */
function answerUnroutable(error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  const problem = toProblem(error);
  void reply
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify(problemDocument(problem)));
}

const BROKEN: Readonly<Record<string, readonly [number, string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'the headers are larger than the server takes'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'the request did not arrive in time'],
};

/** What is no HTTP never becomes a request: the answer is written by hand. */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, detail] = BROKEN[error.code ?? ''] ?? [400, 'the request is not HTTP'];
  const document = problemDocument(new ProblemError(status, detail));
  const body = JSON.stringify(document);
  const head = `HTTP/1.1 ${status} ${document.title}\r\ncontent-type: application/problem+json\r\n`;
  socket.end(`${head}content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`);
}
