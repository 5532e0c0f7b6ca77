import { Injectable } from '@nestjs/common';
import { ProblemError } from '#platform';
import type { Key, Keyset, Page, PageAsked, Stand } from '#read-models';
import { listStandAnswer } from './answers.js';
import type { ListDto } from './ask.dto.js';
import type { Asker } from './asker.js';
import { readCursor, writeCursor, type Cursor, type ListAsked } from './cursor.js';
import { type Format } from './format.js';
import type { OpenSnapshot, Snapshot } from './models.js';
import { Reader } from './reader.js';

/** One kind of list: its order, its columns in CSV, and how a page of it is read. */
export interface List<Item> {
  readonly name: string;
  readonly order: Keyset;
  readonly columns: readonly string[];
  readonly read: (snapshot: Snapshot, page: PageAsked) => Promise<Page<Item>>;
}

export interface ListPage<Item> extends ReturnType<typeof listStandAnswer> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** A whole list on its way, page by page. Whoever takes it reads it to its end or returns it. */
export interface ListStream<Item> {
  readonly format: Exclude<Format, 'json'>;
  readonly columns: readonly string[];
  readonly stand: Stand;
  readonly pages: AsyncGenerator<readonly Item[]>;
}

export type ListAnswer<Item> = { readonly page: ListPage<Item> } | { readonly stream: ListStream<Item> };

const PAGE = 100;
const STREAM_PAGE = 1000;
/** A stream holds a connection and a state of the tables for as long as its reader takes. */
const MOST_STREAMS = 4;

/** Answers lists: a page with a cursor, or the whole as a stream. */
@Injectable()
export class Lists {
  private streaming = 0;

  constructor(private readonly reader: Reader) {}

  async answer<Item extends object>(asked: ListDto, asker: Asker, list: List<Item>): Promise<ListAnswer<Item>> {
    const asking = askingOf(asked, list.name);
    const cursor = asked.cursor === undefined ? null : readCursor(asking, list.order, asked.cursor);
    if (asker.format !== 'json') return { stream: await this.stream(asked, asker.format, list, cursor) };
    const limit = asked.limit === undefined ? PAGE : Number(asked.limit);
    return { page: await this.page(asked, list, cursor, (next) => next && writeCursor(asking, next), limit) };
  }

  private page<Item>(
    asked: ListDto,
    list: List<Item>,
    cursor: Cursor | null,
    cursorOf: (next: Cursor | null) => string | null,
    limit: number,
  ): Promise<ListPage<Item>> {
    return this.reader.read(asked, async (snapshot) => {
      const now = cursor?.now ?? snapshot.now;
      const { rows, next } = await list.read({ ...snapshot, now }, { after: cursor?.key ?? null, limit });
      const nextCursor = next === null ? null : { key: next, now };
      return { items: rows, next: cursorOf(nextCursor), ...listStandAnswer(snapshot.stand) };
    });
  }

  /** The first page is read before an answer begins, so that what fails at once fails with a problem document. */
  private async stream<Item>(
    asked: ListDto,
    format: ListStream<Item>['format'],
    list: List<Item>,
    cursor: Cursor | null,
  ): Promise<ListStream<Item>> {
    if (asked.limit !== undefined)
      throw ProblemError.badRequest([
        { path: 'limit', message: 'is for JSON pages; CSV and NDJSON stream the whole list' },
      ]);
    if (this.streaming >= MOST_STREAMS)
      throw ProblemError.unavailable(`${MOST_STREAMS} lists are being streamed already`, 5);
    this.streaming += 1;
    let snapshot: OpenSnapshot | undefined;
    const end = async (): Promise<void> => {
      this.streaming -= 1;
      await snapshot?.close();
    };
    try {
      snapshot = await this.reader.open(asked);
      const pinned = { ...snapshot, now: cursor?.now ?? snapshot.now };
      const read = (after: Key | null) => list.read(pinned, { after, limit: STREAM_PAGE });
      const first = await read(cursor?.key ?? null);
      return { format, columns: list.columns, stand: snapshot.stand, pages: pagesFrom(first, read, end) };
    } catch (error) {
      await end();
      throw error;
    }
  }
}

async function* pagesFrom<Item>(
  first: Page<Item>,
  read: (after: Key) => Promise<Page<Item>>,
  end: () => Promise<void>,
): AsyncGenerator<readonly Item[]> {
  try {
    for (let page = first; ; page = await read(page.next)) {
      yield page.rows;
      if (page.next === null) return;
    }
  } finally {
    await end();
  }
}

/** What a cursor is bound to: all that was asked but for how much and where. */
function askingOf(asked: ListDto, list: string): ListAsked {
  const { limit: _limit, cursor: _cursor, after: _after, ...filters } = asked;
  return { list, filters: Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)) };
}
