import { Injectable } from '@nestjs/common';
import { instantOf } from '#judge';
import { ProblemError } from '#platform';
import type { Key, Keyset, Page, PageAsked, Stand } from '#read-models';
import { listStandAnswer } from './answers.js';
import type { ListDto } from './ask.dto.js';
import type { Asker } from './asker.js';
import { readCursor, writeCursor, type Cursor, type ListAsked } from './cursor.js';
import { type Format } from './format.js';
import type { OpenSnapshot, Snapshot } from './models.js';
import { type Past, sightOf } from './past.js';
import type { PastSnapshot } from './past-models.js';
import { Reader } from './reader.js';

/** One kind of list: its order, its columns in CSV, and how a page of it is read. */
export interface List<Item> {
  readonly name: string;
  readonly order: Keyset;
  readonly columns: readonly string[];
  readonly read: (snapshot: Snapshot, page: PageAsked) => Promise<Page<Item>>;
  /** What it needs to be answered as of the past; without it `asOf` is refused. */
  readonly past?: Past;
  /** All its pages are of the state that the first one was read from, whatever has come since. */
  readonly exact?: true;
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
/** Cases of the past to judge at first for a page that may need few of them. */
const FIRST_CASES = 250;
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
    const open = () => this.open(asked, asker, list, cursor);
    if (asker.format !== 'json') {
      demandNoLimit(asked);
      return { stream: await this.stream(open, asker.format, list, cursor) };
    }
    const limit = asked.limit === undefined ? PAGE : Number(asked.limit);
    const { items, next, stand } = await readPage(await open(), list, cursor, limit);
    return { page: { items, next: next && writeCursor(asking, next), ...listStandAnswer(stand) } };
  }

  private open<Item>(asked: ListDto, asker: Asker, list: List<Item>, cursor: Cursor | null): Promise<Opened> {
    if (list.past === undefined) return this.reader.open(asked);
    const from = list.past === 'tickets' && cursor !== null ? { fromTicket: String(cursor.key[0]) } : {};
    const past = { ...sightOf(list.past, asker.scope, asked), ...from };
    const again = list.exact === true && asked.asOf === undefined && cursor !== null;
    return again ? this.reader.openAgain(asked, cursor.stand, past) : this.reader.open(asked, { past });
  }

  /** The first page is read before an answer begins, so that what fails at once fails with a problem document. */
  private async stream<Item>(
    open: () => Promise<Opened>,
    format: ListStream<Item>['format'],
    list: List<Item>,
    cursor: Cursor | null,
  ): Promise<ListStream<Item>> {
    if (this.streaming >= MOST_STREAMS)
      throw ProblemError.unavailable(`${MOST_STREAMS} lists are being streamed already`, 5);
    this.streaming += 1;
    let snapshot: Opened | undefined;
    const end = async (): Promise<void> => {
      this.streaming -= 1;
      await snapshot?.close();
    };
    try {
      const opened = (snapshot = await open());
      if ('fill' in opened) await opened.fill();
      const pinned = { ...opened, now: cursor?.now ?? opened.now };
      const read = async (after: Key | null) => {
        const page = await list.read(pinned, { after, limit: STREAM_PAGE });
        await opened.demandOneState();
        return page;
      };
      const first = await read(cursor?.key ?? null);
      return { format, columns: list.columns, stand: opened.stand, pages: pagesFrom(first, read, end) };
    } catch (error) {
      await end();
      throw error;
    }
  }
}

type Opened = OpenSnapshot | PastSnapshot;

/** Reads one page and closes what it was read from. */
async function readPage<Item>(snapshot: Opened, list: List<Item>, cursor: Cursor | null, limit: number) {
  try {
    const now = cursor?.now ?? snapshot.now;
    const pinned = { ...snapshot, now };
    const asked = { after: cursor?.key ?? null, limit };
    const { rows, next } = await filled(snapshot, list.past, () => list.read(pinned, asked));
    await snapshot.demandOneState();
    const stand = cursor?.stand ?? { position: snapshot.stand.position, at: instantOf(snapshot.stand.hand) };
    return { items: rows, next: next && { key: next, now, stand }, stand: snapshot.stand };
  } finally {
    await snapshot.close();
  }
}

/** Of the past no more is judged than a page needs, where the list is in the order in which cases are judged. */
async function filled<Item>(
  snapshot: Opened,
  past: Past | undefined,
  read: () => Promise<Page<Item>>,
): Promise<Page<Item>> {
  if (!('fill' in snapshot)) return read();
  for (let cases = past === 'tickets' ? FIRST_CASES : Infinity; ; cases *= 2) {
    const more = await snapshot.fill(cases);
    const page = await read();
    if (!more || page.next !== null) return page;
  }
}

function demandNoLimit({ limit }: ListDto): void {
  if (limit !== undefined)
    throw ProblemError.badRequest([
      { path: 'limit', message: 'is for JSON pages; CSV and NDJSON stream the whole list' },
    ]);
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
