import { setTimeout as sleep } from 'node:timers/promises';
import { type Part, type RunningPart } from './part.js';

/** What a keeper tells of its part. */
export interface KeeperEvents {
  /** The part ended by itself and is started again in so many milliseconds. */
  onEnded(part: Part, how: string, againInMs: number): void;
  /** The part is up (again). */
  onUp(part: Part, running: RunningPart): void;
  /** The part ended too often. */
  onGivenUp(part: Part, how: string): void;
}

const MOST_ENDS = 5;
const WITHIN_MS = 60_000;
const FIRST_WAIT_MS = 250;

/** Keeps one part running: starts it again when it ends, with growing waits, until it has ended five times in a minute. */
export class Keeper {
  private current: RunningPart | undefined;
  private launching: Promise<RunningPart> | undefined;
  private stopping = false;
  private ends: number[] = [];
  private waiters: (() => void)[] = [];

  constructor(
    readonly part: Part,
    private readonly needed: readonly Keeper[],
    private readonly events: KeeperEvents,
    private readonly clock: () => number,
  ) {}

  /** Starts the part for the first time. */
  async start(): Promise<void> {
    this.takeOver(await this.launch(undefined));
  }

  get running(): RunningPart | undefined {
    return this.current;
  }

  /** Waits until the part is up. */
  async untilUp(): Promise<void> {
    while (this.current === undefined && !this.stopping)
      await new Promise<void>((resolve) => this.waiters.push(resolve));
  }

  /** Ends the part for good. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    const running = this.current ?? (await this.launching?.catch(() => undefined));
    await running?.stop();
    this.current = undefined;
  }

  private launch(port: number | undefined): Promise<RunningPart> {
    this.launching = this.part.launch(port);
    return this.launching;
  }

  private takeOver(running: RunningPart): void {
    if (this.stopping) return;
    this.current = running;
    this.events.onUp(this.part, running);
    this.wake();
    void running.ended.then((how) => this.bringBack(how, running.port));
  }

  private async bringBack(how: string, port: number | undefined): Promise<void> {
    if (this.stopping) return;
    this.current = undefined;
    const now = this.clock();
    this.ends = [...this.ends.filter((at) => now - at < WITHIN_MS), now];
    if (this.ends.length >= MOST_ENDS) return this.events.onGivenUp(this.part, how);
    const wait = FIRST_WAIT_MS * 2 ** (this.ends.length - 1);
    this.events.onEnded(this.part, how, wait);
    await sleep(wait);
    for (const needed of this.needed) await needed.untilUp();
    if (this.stopping) return;
    await this.launchAgain(port);
  }

  private async launchAgain(port: number | undefined): Promise<void> {
    try {
      this.takeOver(await this.launch(port));
    } catch (error) {
      await this.bringBack(error instanceof Error ? error.message : String(error), port);
    }
  }

  private wake(): void {
    for (const waiter of this.waiters.splice(0)) waiter();
  }
}
