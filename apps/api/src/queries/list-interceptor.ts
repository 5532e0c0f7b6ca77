import { Readable } from 'node:stream';
import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  StreamableFile,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import { listStandAnswer } from './answers.js';
import { csvHeader, csvLine } from './csv.js';
import { MEDIA_TYPES } from './format.js';
import type { ListAnswer, ListStream } from './lists.js';

/** Sends a list in the form asked: a page as JSON, a whole list as CSV or NDJSON while it is being read. */
@Injectable()
export class ListInterceptor implements NestInterceptor<ListAnswer<object>> {
  intercept(context: ExecutionContext, next: CallHandler<ListAnswer<object>>): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    void reply.header('vary', 'accept');
    return next.handle().pipe(map((answer) => ('page' in answer ? answer.page : fileOf(answer.stream, reply))));
  }
}

/** What lists say of the models goes into headers where the body has no place for it. */
function fileOf(stream: ListStream<object>, reply: FastifyReply): StreamableFile {
  const { position, hand, restating, deadLetters } = listStandAnswer(stream.stand);
  void reply.headers({
    'avenant-position': position,
    'avenant-hand': hand,
    'avenant-restating': String(restating),
    'avenant-dead-letters': String(deadLetters),
  });
  const text = Readable.from(linesOf(stream), { objectMode: false });
  return new StreamableFile(text, { type: `${MEDIA_TYPES[stream.format]}; charset=utf-8` });
}

async function* linesOf({ format, columns, pages }: ListStream<object>): AsyncGenerator<string> {
  const line =
    format === 'csv' ? (item: object) => csvLine(columns, item) : (item: object) => `${JSON.stringify(item)}\n`;
  try {
    if (format === 'csv') yield csvHeader(columns);
    for await (const items of pages) if (items.length > 0) yield items.map(line).join('');
  } finally {
    await pages.return(undefined);
  }
}
