import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Aim } from './actors/task.js';
import type { Actor } from './parts/actors.js';
import type { Moment } from './plan/moment.js';
import { type Attack, inWords, type MomentStep, type Plan, type Step } from './plan/plan.js';
import { startOf, type World } from './world.js';

/** How long the models may take to reach the head once everything works again, in milliseconds. */
const SETTLE_MS = 60_000;

/** Time for a projector to do something, in milliseconds. */
const BUSY_MS = 80;

/** A plan under way. */
export class Course {
  /** What was done, in words. */
  readonly done: string[] = [];
  private readonly rebuilders: Actor[] = [];
  readonly rebuilderJournals: string[] = [];
  private at: number;

  constructor(
    private readonly plan: Plan,
    private readonly world: World,
  ) {
    this.at = startOf(plan);
  }

  /** Does the steps in their order. */
  async carryOut(): Promise<void> {
    this.world.projectors.start();
    for (const step of this.plan.steps) {
      const words = await this.take(step);
      this.done.push(words === undefined ? inWords(step) : `${inWords(step)}: ${words}`);
    }
  }

  /** Moves the clock to where it stops, and waits until the models are there and at the head of the log. */
  async settle(): Promise<void> {
    const { database, projectors, faults } = this.world;
    this.clock(this.plan.finalHand);
    for (const rebuilder of this.rebuilders.splice(0)) await rebuilder.stop();
    const why = await this.untilSettled();
    if (why !== null) faults.push(why);
    await projectors.stop();
    if (why !== null) return;
    const after = await this.unsettled();
    if (after !== null) faults.push(`the models stand elsewhere when the projector has stopped: ${after}`);
    this.done.push(`settled at ${JSON.stringify(await database.stand())}`);
  }

  private async untilSettled(): Promise<string | null> {
    for (const late = performance.now() + SETTLE_MS; ; await sleep(20)) {
      const why = await this.unsettled();
      // Twice, for a notice may just have been sent.
      if (why === null && (await this.unsettled()) === null) return null;
      if (performance.now() > late) return `the models do not settle: ${why}`;
    }
  }

  private async unsettled(): Promise<string | null> {
    const { database, appender } = this.world;
    const { position, hand, open } = await database.stand();
    const head = await appender.log.head();
    if (position === head && hand === this.plan.finalHand && open === 0) return null;
    return `at position ${position} of ${head}, hand ${hand} of ${this.plan.finalHand}, ${open} things open`;
  }

  /** @returns what is worth telling of it */
  private async take(step: Step): Promise<string | void> {
    const { database } = this.world;
    switch (step.kind) {
      case 'moment':
        return this.moment(step);
      case 'wait':
        return sleep(step.ms);
      case 'rebuild':
        return step.by === 'projector' ? database.wantRebuild() : this.rebuildBeside(step.aim);
      case 'pause':
        await database.wantPause();
        await sleep(step.ms);
        return database.wantResume();
      case 'retry':
        return `${await database.wantRetries()} dead letters`;
      default:
        return this.attack(step);
    }
  }

  private async attack(step: Attack): Promise<string | void> {
    const { projectors, node, postgres } = this.world;
    switch (step.kind) {
      case 'kill':
        return projectors.kill() ? undefined : 'nobody to kill';
      case 'second':
        return projectors.start();
      case 'freeze':
        return this.freeze(step);
      case 'kill-postgres':
        return postgres.crash(step.downMs);
      case 'kill-node':
        await node.kill();
        await sleep(step.downMs);
        return node.start(this.at);
    }
  }

  private async moment({ index, order }: MomentStep): Promise<void> {
    const { at, appends } = this.plan.moments[index] as Moment;
    const { appender } = this.world;
    const append = async () => {
      for (const { stream, events } of appends) await appender.append(stream, events);
    };
    if (order === 'events first') {
      await append();
      return this.clock(at);
    }
    const appending = order === 'together' ? append() : Promise.resolve();
    this.clock(at);
    await appending;
    if (order === 'clock first') await append();
  }

  private clock(at: number): void {
    this.at = at;
    this.world.node.now(at);
    this.world.projectors.now(at);
  }

  private async freeze({ moment, dismiss }: Extract<Attack, { kind: 'freeze' }>): Promise<string> {
    const { projectors } = this.world;
    const words = await projectors.freezeWriter(async () => {
      await this.moment(moment);
      await sleep(BUSY_MS);
    });
    if (!dismiss) return words;
    await sleep(BUSY_MS);
    await projectors.dismissOne();
    return words;
  }

  private rebuildBeside(aim: Aim | null): void {
    const { actors, node, database, tempDir } = this.world;
    const journal = join(tempDir, `rebuilder-${this.rebuilderJournals.length}.jsonl`);
    this.rebuilderJournals.push(journal);
    const { connectionString } = node;
    const task = { connectionString, databaseUrl: database.url, tempDir, journal, aim, now: this.at };
    this.rebuilders.push(actors.start({ role: 'rebuilder', ...task }));
  }
}
