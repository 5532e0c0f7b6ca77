import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createAdapter, DtoPipe, NoStrayQuery, operatorKeyAuthenticator, ProblemFilter } from '#platform';
import { AppModule } from './app.module.js';
import { LINES_PATH } from './commands/lines/lines.controller.js';
import { domainProblem } from './commands/problems.js';
import { OPEN_API_PATH, serveOpenApi } from './open-api/serve.js';
import type { Surroundings } from './surroundings.js';

/** What answers without a token (spec/http.md). */
const OPEN_PATHS = ['/health/live', '/health/ready', '/metrics', OPEN_API_PATH];

/** The API, ready to listen. */
export async function createApp(surroundings: Surroundings): Promise<NestFastifyApplication> {
  const adapter = createAdapter({
    authenticate: operatorKeyAuthenticator(surroundings.operatorKey),
    openPaths: OPEN_PATHS,
    streamingRoutes: [LINES_PATH],
    newId: surroundings.newId,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.in(surroundings), adapter, {
    bodyParser: false,
    logger: ['error', 'warn'],
  });
  app.useGlobalGuards(new NoStrayQuery());
  app.useGlobalPipes(new DtoPipe());
  app.useGlobalFilters(new ProblemFilter([domainProblem]));
  serveOpenApi(app);
  await app.init();
  return app;
}
