import type { AllStreamSubscription, StreamSubscription } from '@eventstore/db-client';
import { ShownEvent, type AnyResolvedEvent } from './shown.js';

export type Subscription = StreamSubscription | AllStreamSubscription;

const PATIENCE_MS = 8000;
const CLOSE_MS = 1500;
const AFTER_ERROR_MS = 200;

/** A subscription whose every emission is kept in order. */
export class Watched {
  readonly log: unknown[] = [];
  readonly data: AnyResolvedEvent[] = [];
  closed = false;
  failed = false;
  private readonly words = new Set<string>();
  private readonly waiting = new Set<() => void>();

  constructor(readonly subscription: Subscription) {
    const emitter = subscription as NodeJS.EventEmitter;
    for (const word of ['confirmation', 'caughtUp', 'fellBehind', 'end', 'close'])
      emitter.on(word, () => {
        this.closed ||= word === 'close';
        this.words.add(word);
        this.add(word);
      });
    emitter.on('data', (event: AnyResolvedEvent) => {
      this.data.push(event);
      this.add(new ShownEvent(event, false));
    });
    emitter.on('error', (error: Error) => {
      this.failed = true;
      this.add(error);
    });
  }

  has(word: string): boolean {
    return this.words.has(word);
  }

  /** Waits until something holds; notes it in the log when it never did. */
  until(holds: () => boolean, ms = PATIENCE_MS): Promise<boolean> {
    if (holds()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const done = (held: boolean): void => {
        clearTimeout(timer);
        this.waiting.delete(look);
        if (!held) this.add(`<gave up waiting after ${ms} ms>`);
        resolve(held);
      };
      const look = (): void => {
        if (holds()) done(true);
      };
      const timer = setTimeout(() => done(false), ms);
      this.waiting.add(look);
    });
  }

  events(count: number, ms?: number): Promise<boolean> {
    return this.until(() => this.data.length >= count || this.closed, ms);
  }

  live(ms?: number): Promise<boolean> {
    return this.until(() => this.has('caughtUp') || this.over, ms);
  }

  confirmed(): Promise<boolean> {
    return this.until(() => this.has('confirmation') || this.over);
  }

  lastIs(type: string): Promise<boolean> {
    return this.until(() => this.data.at(-1)?.event?.type === type);
  }

  get over(): boolean {
    return this.closed || this.failed;
  }

  async stop(): Promise<void> {
    try {
      await this.subscription.unsubscribe();
    } catch (error) {
      this.add(error);
    }
    if (this.failed) return void (await new Promise((resolve) => setTimeout(resolve, AFTER_ERROR_MS)));
    await this.until(() => this.closed, CLOSE_MS);
  }

  private add(entry: unknown): void {
    this.log.push(entry);
    for (const look of [...this.waiting]) look();
  }
}
