import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

export const CORRELATION_HEADER = 'x-correlation-id';

const CORRELATION_ID = /^[A-Za-z0-9][A-Za-z0-9._:~-]{0,127}$/;

/** The caller's correlation id, where it sends a sound one, else a new one; it is the request's id. */
export function correlationIdOf(newId: () => string): (request: IncomingMessage) => string {
  return (request) => {
    const sent = request.headers[CORRELATION_HEADER];
    return typeof sent === 'string' && CORRELATION_ID.test(sent) ? sent : newId();
  };
}

/** Every answer says the id under which it is logged and recorded. */
export function answerWithCorrelationId(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header(CORRELATION_HEADER, request.id);
    done();
  });
}
