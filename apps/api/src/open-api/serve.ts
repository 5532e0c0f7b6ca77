import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { openApiDocument } from './document.js';

export const OPEN_API_PATH = '/openapi.json';

/** Serves the document; it is written once, when the routes are known. */
export function serveOpenApi(app: NestFastifyApplication): void {
  const text = JSON.stringify(openApiDocument(app));
  app.getHttpAdapter().get(OPEN_API_PATH, (_request: FastifyRequest, reply: FastifyReply) => {
    void reply.type('application/json').send(text);
  });
}
