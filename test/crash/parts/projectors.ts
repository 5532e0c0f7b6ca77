import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProjectorTask } from '../actors/task.js';
import type { Life } from '../plan/plan.js';
import type { Actor, Actors } from './actors.js';

/** What all projectors of a run have in common. */
export type Common = Pick<
  ProjectorTask,
  'connectionString' | 'databaseUrl' | 'tempDir' | 'batchSize' | 'pageSize' | 'leaseMs'
>;

export interface Course {
  readonly lives: readonly Life[];
  /** What the clock says at first, in milliseconds since 1970. */
  readonly now: number;
  /** Told what no plan accounts for. */
  readonly onFault: (what: string) => void;
}

/** A place for a projector; whoever dies in it is followed by the next. */
interface Seat {
  actor: Actor;
  /** Of its present process; 0: it is not the writer. */
  epoch: number;
  leaving: boolean;
  frozen: boolean;
  /** Its process has ended and the next one has not begun. */
  empty: boolean;
}

/** A life without an end, when all that were planned are over. */
const ENDLESS: Life = { aim: null, again: 0, downMs: 0 };

/** How long another process may take to become the writer in the place of one that stands still, in milliseconds. */
const TAKEOVER_MS = 4_000;

/** The projectors of a run. One that kills itself as planned is started again for the next of the planned lives. */
export class Projectors {
  private readonly seats = new Set<Seat>();
  private readonly lives: Life[];
  private readonly coming = new Set<Promise<void>>();
  private count = 0;
  private stopping = false;
  private at: number;
  private readonly onFault: (what: string) => void;
  readonly journals: string[] = [];
  /** How many ended by a kill. */
  deaths = 0;

  constructor(
    private readonly actors: Actors,
    private readonly common: Common,
    { lives, now, onFault }: Course,
  ) {
    this.lives = [...lives];
    this.at = now;
    this.onFault = onFault;
  }

  /** Starts one more. */
  start(): void {
    const life = this.lives.shift() ?? ENDLESS;
    const seat: Seat = { actor: this.begin(life), epoch: 0, leaving: false, frozen: false, empty: false };
    this.seats.add(seat);
    this.attend(seat, life);
  }

  now(at: number): void {
    this.at = at;
    for (const { actor } of this.seats) actor.now(at);
  }

  /** Ends the writer at once (-9), whatever it does; another follows it. @returns false: there is none at the moment */
  kill(): boolean {
    const seat = this.writer();
    seat?.actor.signal('SIGKILL');
    return seat !== undefined;
  }

  /**
   * Has the writer stand still until another has taken its lease, and some work is done; then it goes on, not knowing.
   * @returns how it went, in words
   */
  async freezeWriter(meanwhile: () => Promise<void>): Promise<string> {
    await until(() => this.writer() !== undefined, TAKEOVER_MS);
    const seat = this.writer();
    if (seat === undefined) {
      await meanwhile();
      return 'nobody to freeze';
    }
    const { actor, epoch } = seat;
    actor.signal('SIGSTOP');
    seat.frozen = true;
    if (this.seats.size === 1) this.start();
    const taken = () => [...this.seats].some((one) => one !== seat && one.epoch > epoch);
    await until(taken, TAKEOVER_MS);
    const words = taken() ? 'taken over' : 'not taken over';
    await meanwhile();
    actor.signal('SIGCONT');
    seat.frozen = false;
    return words;
  }

  /** Sends one that is not the writer away, if there are two. */
  async dismissOne(): Promise<void> {
    const writer = this.writer();
    const seat = [...this.seats].find((one) => one !== writer);
    if (seat !== undefined && this.seats.size > 1) await this.dismiss(seat);
  }

  /** Lets all of them end their step; resolves when none is left. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all([...this.seats].map((seat) => this.dismiss(seat)));
    await Promise.all(this.coming);
  }

  /** Who became the writer last. */
  private writer(): Seat | undefined {
    return [...this.seats]
      .filter(({ epoch, frozen }) => epoch > 0 && !frozen)
      .sort((one, other) => other.epoch - one.epoch)[0];
  }

  private async dismiss(seat: Seat): Promise<void> {
    seat.leaving = true;
    this.seats.delete(seat);
    if (seat.empty) return;
    const how = await seat.actor.stop();
    if (how !== undefined) this.ended(how);
  }

  private begin({ aim, again }: Life): Actor {
    this.count += 1;
    const journal = join(this.common.tempDir, `projector-${this.count}.jsonl`);
    this.journals.push(journal);
    const owner = `projector-${this.count}`;
    return this.actors.start({ role: 'projector', ...this.common, owner, journal, aim, again, now: this.at });
  }

  private attend(seat: Seat, { downMs }: Life): void {
    const { actor } = seat;
    void actor.heard((word) => {
      if (typeof word === 'object') seat.epoch = word.hot;
      if (word === 'standby') seat.epoch = 0;
      return false;
    });
    void actor.ended.then((how) => {
      if (seat.leaving || seat.actor !== actor) return;
      this.ended(how);
      seat.epoch = 0;
      seat.empty = true;
      const next = this.follow(seat, downMs).finally(() => this.coming.delete(next));
      this.coming.add(next);
    });
  }

  private async follow(seat: Seat, downMs: number): Promise<void> {
    await sleep(downMs);
    if (this.stopping || seat.leaving) return;
    const life = this.lives.shift() ?? ENDLESS;
    seat.actor = this.begin(life);
    seat.frozen = false;
    seat.empty = false;
    this.attend(seat, life);
  }

  private ended(how: string): void {
    if (how === 'SIGKILL') this.deaths += 1;
    else this.onFault(`a projector ended by itself: ${how}`);
  }
}

/** Waits until something is so, or so many milliseconds have passed. */
async function until(is: () => boolean, withinMs: number): Promise<void> {
  for (const late = performance.now() + withinMs; !is() && performance.now() < late;) await sleep(10);
}
