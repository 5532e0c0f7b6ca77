import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import pg from 'pg';
import { ProblemError } from '#platform';
import { CHECKPOINT_CHANNEL, readPosition } from '#read-models';
import { Models } from './models.js';
import { QUERY_SIDE, type QuerySide } from './options.js';

/** How long a query waits for a position, in milliseconds. */
const PATIENCE = 5_000;
/** A notice may be lost with its connection: so often it is looked anyway. */
const LOOK = 250;

interface Waiter {
  readonly position: number;
  readonly done: () => void;
}

/**
 * Lets queries wait until the models have a position, and tells who follows them that they have moved. One connection
 * of the process listens for all of them, and only while somebody has ever waited; looking now and then covers for it
 * while it is away.
 */
@Injectable()
export class CheckpointWatch implements OnModuleDestroy {
  private readonly waiters = new Set<Waiter>();
  private readonly followers = new Set<(position: number) => void>();
  private reached = -1;
  private listener: pg.Client | null = null;
  private looking: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private closed = false;

  constructor(
    private readonly models: Models,
    @Inject(QUERY_SIDE) private readonly side: QuerySide,
  ) {}

  /**
   * Returns when the models have the position.
   * @throws ProblemError 503 where they do not within five seconds
   */
  async until(position: number): Promise<void> {
    if (position <= this.reached) return;
    this.advance(await readPosition(this.models.sql));
    if (position <= this.reached) return;
    this.listen();
    if (!(await this.comes(position))) throw late(position, this.reached);
  }

  /**
   * Calls back with the position of the models whenever it may have moved, until the answer is called.
   * @param moved must not throw
   */
  follow(moved: (position: number) => void): () => void {
    this.followers.add(moved);
    this.listen();
    this.timer ??= setInterval(() => void this.look(), LOOK);
    return () => {
      this.followers.delete(moved);
      this.restIfAlone();
    };
  }

  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    this.rest();
    await this.listener?.end().catch(() => undefined);
  }

  private comes(position: number): Promise<boolean> {
    return new Promise((resolve) => {
      const finish = (came: boolean): void => {
        clearTimeout(patience);
        this.waiters.delete(waiter);
        this.restIfAlone();
        resolve(came);
      };
      const waiter: Waiter = { position, done: () => finish(true) };
      const patience = setTimeout(() => finish(false), PATIENCE);
      this.waiters.add(waiter);
      this.timer ??= setInterval(() => void this.look(), LOOK);
    });
  }

  private restIfAlone(): void {
    if (this.waiters.size === 0 && this.followers.size === 0) this.rest();
  }

  private rest(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
  }

  private look(): Promise<void> {
    this.listen();
    this.looking ??= readPosition(this.models.sql)
      .then((position) => this.advance(position))
      .catch(() => undefined)
      .finally(() => (this.looking = null));
    return this.looking;
  }

  private advance(position: number): void {
    this.reached = position;
    for (const waiter of [...this.waiters]) if (waiter.position <= position) waiter.done();
    for (const moved of [...this.followers]) moved(position);
  }

  private listen(): void {
    if (this.listener !== null || this.closed) return;
    const client = new pg.Client({ connectionString: this.side.databaseUrl });
    this.listener = client;
    const forget = (): void => {
      if (this.listener === client) this.listener = null;
    };
    client.on('error', forget).on('end', forget);
    client.on('notification', ({ payload }) => this.advance(Math.max(this.reached, Number(payload) || -1)));
    client
      .connect()
      .then(() => client.query(`LISTEN ${CHECKPOINT_CHANNEL}`), forget)
      .catch(forget);
  }
}

const late = (position: number, reached: number): ProblemError =>
  ProblemError.unavailable(`the read models are at position ${reached} and have not reached ${position} yet`);
