import { Readable, type Writable } from 'node:stream';
import { noticeConcerns, type NoticeFilters, type NoticeRow, type Page, type Scope } from '#read-models';
import { BEAT, eventOf, hello } from './server-sent.js';

/** Which notices a stream is of. */
export interface Wanted {
  readonly scope: Scope;
  readonly filters: NoticeFilters;
}

/** Where a stream has its notices from. */
export interface NoticeSource {
  /** The position that the models have, as last heard. */
  readonly reached: number;
  /** The first notices after a position, up to and including another. */
  read(wanted: Wanted, after: number, upTo: number): Promise<Page<NoticeRow>>;
  /**
   * From now on the stream is told what comes after a position up to which it has seen all.
   * @returns false where others have been told more already: it reads on first
   */
  join(stream: NoticeStream, seen: number): boolean;
  /** It is told no more. */
  leave(stream: NoticeStream): void;
}

/** Bytes that wait for the client at most, but for one page more. */
const MOST_WAITING = 64 * 1024;

/**
 * Notices as server-sent events, each once and in the order of the log. It reads for itself what lies behind, at its
 * client's pace, and is told what comes as long as its client keeps up: whoever reads slowly is behind again, and
 * nothing is kept for them.
 */
export class NoticeStream extends Readable {
  private isTold = false;
  private isReading = false;
  private isSlow = false;
  private isEnding = false;
  private carrier: Readable | Writable = this;

  /** @param after the position after which it begins */
  constructor(
    private readonly source: NoticeSource,
    private readonly wanted: Wanted,
    private after: number,
  ) {
    super({ highWaterMark: MOST_WAITING });
    this.push(hello(after));
  }

  /** Names the response that carries it: they end together. */
  carriedBy(response: Writable): void {
    this.carrier = response;
    if (response.destroyed) this.destroy();
    else response.once('close', () => this.destroy());
  }

  /** A notice has come. */
  tell(notice: NoticeRow, event: string): void {
    if (!this.isTold || notice.position <= this.after) return;
    if (!noticeConcerns(this.wanted.scope, this.wanted.filters, notice)) return;
    this.after = notice.position;
    if (!this.push(event)) this.fallBehind();
  }

  /** Shows the client that the stream is there; gives up one that has taken nothing since the last time. */
  beat(): void {
    if (this.isEnding) return;
    if (this.readableLength === 0) this.push(BEAT);
    else if (this.isSlow) this.cut();
    else this.isSlow = true;
  }

  /** Ends it; within so many milliseconds, whatever its client does. */
  async end(patience: number): Promise<void> {
    this.isEnding = true;
    this.fallBehind();
    this.push(null);
    if (!(await closes(this.carrier, patience))) this.cut();
  }

  override read(size?: number): unknown {
    const chunk: unknown = super.read(size);
    if (chunk !== null) this.isSlow = false;
    return chunk;
  }

  override _read(): void {
    if (!this.isTold && !this.isReading && !this.isEnding) void this.readBehind();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.fallBehind();
    done(error);
  }

  private fallBehind(): void {
    this.isTold = false;
    this.source.leave(this);
  }

  private cut(): void {
    this.destroy();
    this.carrier.destroy();
  }

  /** A source that cannot be read ends the stream: the client comes again and says where it was. */
  private async readBehind(): Promise<void> {
    this.isReading = true;
    try {
      while (await this.readPage());
    } catch {
      this.cut();
    } finally {
      this.isReading = false;
    }
  }

  /** @returns whether to read on: not when the client has enough to take, nor when the stream is told what comes */
  private async readPage(): Promise<boolean> {
    const { source, wanted, after } = this;
    const upTo = Math.max(after, source.reached);
    const { rows, next } = await source.read(wanted, after, upTo);
    if (this.destroyed || this.isEnding) return false;
    this.after = next === null ? upTo : (rows.at(-1)?.position ?? upTo);
    if (rows.length > 0 && !this.push(rows.map(eventOf).join(''))) return false;
    if (next !== null) return true;
    this.isTold = source.join(this, this.after);
    return !this.isTold;
  }
}

/** Whether a stream closes within so many milliseconds. */
const closes = (stream: Readable | Writable, patience: number): Promise<boolean> =>
  new Promise((resolve) => {
    if (stream.closed) return resolve(true);
    const late = setTimeout(() => resolve(false), patience);
    stream.once('close', () => {
      clearTimeout(late);
      resolve(true);
    });
  });
