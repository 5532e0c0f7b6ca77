import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { Test } from '@nestjs/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Position } from '#event-store';
import type { Instant } from '#judge';
import { createAdapter, DtoPipe, operatorKeyAuthenticator, ProblemFilter } from '#platform';
import { QueriesModule } from '../queries.module.js';
import type { QuerySide } from '../queries/options.js';

export const KEY = 'a-key-for-tests';

export type Item = Readonly<Record<string, unknown>>;

/** What answers have in common; whichever of it an answer has. */
export interface Json extends Item {
  readonly items: readonly Item[];
  readonly next: string | null;
  readonly position: string;
  readonly errors: readonly { readonly path: string; readonly message: string }[];
  readonly facts: readonly Item[];
  readonly clocks: readonly Item[];
  readonly checks: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Of JSON, read; without any field for other answers. */
  readonly body: Json;
}

/** The query side alone, on a real socket. */
export class QueryServer {
  private constructor(
    private readonly app: NestFastifyApplication,
    readonly url: string,
  ) {}

  static async start(
    databaseUrl: string,
    now: () => Instant,
    head: () => Promise<Position>,
    more: Partial<QuerySide> = {},
  ) {
    const log = { head };
    const module = await Test.createTestingModule({
      imports: [QueriesModule.forRoot({ databaseUrl, log, now, ...more })],
    }).compile();
    const adapter = createAdapter({
      authenticate: operatorKeyAuthenticator(KEY),
      openPaths: ['/health/live', '/health/ready', '/metrics'],
      streamingRoutes: [],
      newId: () => 'test-request',
    });
    const app = module.createNestApplication<NestFastifyApplication>(adapter, { logger: ['error'], bodyParser: false });
    app.useGlobalPipes(new DtoPipe());
    app.useGlobalFilters(new ProblemFilter());
    await app.listen(0, '127.0.0.1');
    return new QueryServer(app, await app.getUrl());
  }

  stop = () => this.app.close();

  /** What the OpenAPI document says of the routes. */
  get document(): OpenAPIObject {
    return SwaggerModule.createDocument(this.app, new DocumentBuilder().build());
  }

  async ask(path: string, init: RequestInit & { readonly key?: string | null } = {}): Promise<Answer> {
    const { key = KEY, ...rest } = init;
    const headers = { ...(key !== null && { authorization: `Bearer ${key}` }), ...(rest.headers as object) };
    const response = await fetch(this.url + path, { ...rest, headers });
    const text = await response.text();
    const json = /^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: (json ? JSON.parse(text) : {}) as Json,
    };
  }
}
