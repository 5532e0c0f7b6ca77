import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ProblemError } from '#platform';
import { EVERYONE, readNotices, type NoticeRow, type Page } from '#read-models';
import { CheckpointWatch } from '../../queries/checkpoint-watch.js';
import { Models } from '../../queries/models.js';
import { QUERY_SIDE, type QuerySide } from '../../queries/options.js';
import { Reader } from '../../queries/reader.js';
import { NoticeStream, type NoticeSource, type Wanted } from './notice-stream.js';
import { eventOf } from './server-sent.js';

const MOST_STREAMS = 200;
const BEAT_MS = 15_000;
/** How long a stream may take to end when the process does, in milliseconds. */
const LAST_WORDS = 1_000;
/** Notices read at once. */
const PAGE = 100;

const ALL: Wanted = { scope: EVERYONE, filters: { at: {} } };

/**
 * All event streams of the process. Each time that the models move, what has come is read once and told to every
 * stream that has seen all before it.
 */
@Injectable()
export class NoticeFeed implements NoticeSource, OnModuleDestroy {
  private readonly streams = new Set<NoticeStream>();
  private readonly told = new Set<NoticeStream>();
  /** Places taken, those of streams about to open included. */
  private taken = 0;
  private toldUpTo = -1;
  private known = -1;
  private isTelling = false;
  private isClosed = false;
  private rest: (() => void) | null = null;

  constructor(
    private readonly models: Models,
    private readonly reader: Reader,
    private readonly watch: CheckpointWatch,
    @Inject(QUERY_SIDE) private readonly side: QuerySide,
  ) {}

  get reached(): number {
    return this.known;
  }

  /**
   * Opens a stream.
   * @param after the position after which it begins; undefined: from now on
   * @throws ProblemError 503 where too many are open, and where the models do not have the position in time
   */
  async open(wanted: Wanted, after: string | undefined): Promise<NoticeStream> {
    const most = this.side.mostStreams ?? MOST_STREAMS;
    if (this.isClosed) throw ProblemError.unavailable('the server is ending', 2);
    if (this.taken >= most) throw ProblemError.unavailable(`${most} event streams are open already`, 30);
    this.taken += 1;
    try {
      const position = await this.reader.read({ after }, ({ stand }) => Promise.resolve(stand.position));
      if (this.isClosed) throw ProblemError.unavailable('the server is ending', 2);
      this.known = Math.max(this.known, position);
      return this.add(new NoticeStream(this, wanted, after === undefined ? position : Number(after)));
    } catch (error) {
      this.taken -= 1;
      throw error;
    }
  }

  read({ scope, filters }: Wanted, after: number, upTo: number): Promise<Page<NoticeRow>> {
    return readNotices(this.models.sql, scope, filters, { after, upTo, limit: PAGE });
  }

  join(stream: NoticeStream, seen: number): boolean {
    if (this.told.size === 0) this.toldUpTo = seen;
    if (seen < this.toldUpTo) return false;
    this.told.add(stream);
    return true;
  }

  leave(stream: NoticeStream): void {
    this.told.delete(stream);
  }

  async onModuleDestroy(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.streams].map((stream) => stream.end(LAST_WORDS)));
  }

  private add(stream: NoticeStream): NoticeStream {
    this.streams.add(stream);
    stream.once('close', () => {
      this.taken -= 1;
      this.streams.delete(stream);
      if (this.streams.size === 0) this.stop();
    });
    if (this.rest === null) this.begin();
    return stream;
  }

  /** Only while a stream is open. */
  private begin(): void {
    const unfollow = this.watch.follow((position) => this.moved(position));
    const beats = setInterval(() => this.streams.forEach((stream) => stream.beat()), this.side.beatMs ?? BEAT_MS);
    this.rest = () => {
      unfollow();
      clearInterval(beats);
    };
  }

  private stop(): void {
    this.rest?.();
    this.rest = null;
  }

  private moved(position: number): void {
    this.known = Math.max(this.known, position);
    if (!this.isTelling) void this.tell();
  }

  /** What cannot be read now is read when the models are looked at next. */
  private async tell(): Promise<void> {
    this.isTelling = true;
    try {
      while (this.told.size > 0 && this.toldUpTo < this.known) await this.tellPage();
    } catch {
      // The watch looks again in a moment, and keeps silent itself while the models are away.
    } finally {
      this.isTelling = false;
    }
  }

  private async tellPage(): Promise<void> {
    const upTo = this.known;
    const { rows, next } = await this.read(ALL, this.toldUpTo, upTo);
    for (const row of rows) {
      const event = eventOf(row);
      for (const stream of [...this.told]) stream.tell(row, event);
    }
    this.toldUpTo = next === null ? upTo : (rows.at(-1)?.position ?? upTo);
  }
}
