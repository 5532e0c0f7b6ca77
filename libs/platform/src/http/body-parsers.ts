import type { FastifyInstance } from 'fastify';
import { parseJson } from './plain-json.js';
import { ProblemError } from './problem.js';

/** The largest JSON body of one request, in bytes. */
export const BODY_LIMIT = 1_048_576;

export const NDJSON = 'application/x-ndjson';

/**
 * What a body may be: JSON on every route, checked before anything looks at it; NDJSON, unread, on the routes that
 * stream it. Everything else is 415.
 */
export function acceptBodies(fastify: FastifyInstance, streamingRoutes: readonly string[]): void {
  const streaming = new Set(streamingRoutes);
  const isStreaming = (url: string | undefined) => url !== undefined && streaming.has(url);
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: BODY_LIMIT },
    (request, body: Buffer, done) => {
      if (isStreaming(request.routeOptions.url)) return done(unsupported(`the body must be ${NDJSON}`));
      try {
        done(null, body.length === 0 ? undefined : parseJson(body));
      } catch (error) {
        done(error as Error);
      }
    },
  );
  fastify.addContentTypeParser(NDJSON, (request, payload, done) => {
    if (isStreaming(request.routeOptions.url)) return done(null, payload);
    done(unsupported('the body must be application/json'));
  });
}

const unsupported = (detail: string): ProblemError => new ProblemError(415, detail);
