import type { IncomingMessage, ServerResponse } from 'node:http';
import { SERVER_VERSION } from './features-call.js';

const INFO = {
  esVersion: `${SERVER_VERSION}.0`,
  state: 'leader',
  features: { projections: false, userManagement: false, atomPub: false },
  authentication: { type: 'insecure', properties: null },
};

/** The little of EventStoreDB's HTTP interface that operators and probes ask for. */
export function answerWeb(request: IncomingMessage, response: ServerResponse): void {
  const path = new URL(request.url ?? '/', 'http://node').pathname;
  if (path === '/health/live') response.writeHead(204).end();
  else if (path === '/info') response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(INFO));
  else response.writeHead(404).end();
}
