import { encodeRun } from './stream-index.js';
import { blockKey, nameKey, runKey, writeUint53 } from './keys.js';
import { Draft } from './draft.js';
import { TAIL_KEY, type Store } from './store.js';
import type { EventDatabase } from './database.js';

/** The disk refused a transaction: nothing of it is there. */
export class WriteFailedError extends Error {
  override readonly name = 'WriteFailedError';
}

/** The node is closed or closing. */
export class NodeClosedError extends Error {
  override readonly name = 'NodeClosedError';

  constructor() {
    super('the node is closing and takes no more writes');
  }
}

interface Job {
  readonly bytes: number;
  run(draft: Draft): void;
  commit(): void;
  fail(error: Error): void;
}

/** One transaction takes at most about this much of event data, so that memory stays flat under a flood. */
const GROUP_BYTES = 8 * 1024 * 1024;

/** What may wait to be written before those who bring more are told to pause. */
const QUEUE_BYTES = 2 * GROUP_BYTES;

/** Counts of what was done since the node was opened. */
export interface WriteFigures {
  /** Writes asked for, refused ones included. */
  readonly requests: number;
  /** Transactions flushed to disk. */
  readonly flushes: number;
}

/**
 * Group commit: everything that arrives while one transaction is being flushed goes into the next one. A write is answered
 * when its transaction is on disk; a refusal is too, since it may rest on writes of the same transaction.
 */
export class Committer {
  private queue: Job[] = [];
  private busy: Promise<void> | undefined;
  private closed = false;
  private queued = 0;
  private paused: (() => void)[] = [];
  private requests = 0;
  private flushes = 0;

  constructor(
    private readonly store: Store,
    private readonly now: () => number,
    private readonly published: (draft: Draft) => void,
  ) {}

  get figures(): WriteFigures {
    return { requests: this.requests, flushes: this.flushes };
  }

  /**
   * Runs `decide` on the state as of the transaction to come and answers its result once that is on disk.
   *
   * @param bytes about how much it will write
   * @throws WriteFailedError, NodeClosedError, or what `decide` throws (it must then have written nothing)
   */
  submit<T>(bytes: number, decide: (draft: Draft) => T): Promise<T> {
    if (this.closed) return Promise.reject(new NodeClosedError());
    this.requests++;
    this.queued += bytes;
    return new Promise<T>((resolve, reject) => {
      let settle: () => void = () => undefined;
      this.queue.push({
        bytes,
        run: (draft) => {
          try {
            const result = decide(draft);
            settle = () => resolve(result);
          } catch (error) {
            settle = () => reject(error instanceof Error ? error : new Error(String(error)));
          }
        },
        commit: () => settle(),
        fail: reject,
      });
      this.busy ??= this.drain();
    });
  }

  /** A promise of room, when more waits to be written than should; a caller that can pause its source waits for it. */
  room(): Promise<void> | undefined {
    if (this.queued <= QUEUE_BYTES) return undefined;
    return new Promise((resolve) => this.paused.push(resolve));
  }

  /** Takes no more writes and waits for those under way. */
  async close(): Promise<void> {
    this.closed = true;
    await this.busy;
  }

  private async drain(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (this.queue.length) await this.commit(this.takeGroup());
    this.busy = undefined;
  }

  private takeGroup(): Job[] {
    let bytes = 0;
    const enough = this.queue.findIndex((job) => (bytes += job.bytes) > GROUP_BYTES);
    const group = this.queue.splice(0, enough < 0 ? this.queue.length : enough + 1);
    this.queued -= bytes;
    if (this.queued <= QUEUE_BYTES) for (const goOn of this.paused.splice(0)) goOn();
    return group;
  }

  private async commit(jobs: readonly Job[]): Promise<void> {
    const draft = new Draft(this.store, this.now());
    for (const job of jobs) job.run(draft);
    try {
      if (!draft.isEmpty) await this.flush(draft);
    } catch (error) {
      const failure = new WriteFailedError(`the write could not be flushed to disk: ${await reasonOf(error)}`);
      for (const job of jobs) job.fail(failure);
      return;
    }
    for (const job of jobs) job.commit();
  }

  private async flush(draft: Draft): Promise<void> {
    await putAll(this.store.database, draft, this.store.lastStream);
    this.flushes++;
    draft.applyTo(this.store);
    this.published(draft);
  }
}

/** One LMDB transaction: it resolves when it is on disk. */
function putAll(database: EventDatabase, draft: Draft, lastStream: number): Promise<boolean> {
  return database.root.batch(() => {
    for (const block of draft.blocks.finish()) void database.log.put(blockKey(block.start), block.bytes);
    for (const [name, { head, runs }] of draft.streams) {
      const number = Buffer.allocUnsafe(8);
      writeUint53(number, 0, head.number);
      if (head.number > lastStream) void database.names.put(nameKey(name), number);
      for (const run of runs) void database.runs.put(runKey(head.number, run.first), encodeRun(run));
    }
    if (draft.reserved) {
      const tail = Buffer.allocUnsafe(8);
      writeUint53(tail, 0, draft.blocks.tail);
      void database.counters.put(TAIL_KEY, tail);
    }
  });
}

async function reasonOf(error: unknown): Promise<string> {
  const cause: unknown = (error as { commitError?: Promise<never> }).commitError;
  const reason: unknown = cause instanceof Promise ? await cause.catch((inner: unknown) => inner) : error;
  return reason instanceof Error ? reason.message : String(reason);
}
