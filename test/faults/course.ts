import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readJournal } from './actors/journal.js';
import type { Task } from './actors/task.js';
import type { Violation } from './checks/violation.js';
import { type Client, type ClientProcesses } from './parts/client-process.js';
import { FaultProxy } from '../../libs/event-store/src/testing/fault-proxy.js';
import { NodeUnderTest } from './parts/node-under-test.js';
import { quietPort } from './parts/quiet-port.js';
import { inWords, type Plan, type PlannedActor, type Step } from './plan/plan.js';

export interface Actor extends PlannedActor {
  readonly task: Task;
  client: Client;
}

/** So many appends must come through before the writers are stopped, or so many milliseconds pass. */
const ENOUGH = { appends: 40, ms: 60_000 } as const;

/** A plan under way: the node, the proxy and the clients. */
export class Course {
  readonly violations: Violation[] = [];
  /** What was done, and when, in milliseconds since 1970. */
  readonly done: { readonly t: number; readonly words: string }[] = [];
  readonly node: NodeUnderTest;
  actors: readonly Actor[] = [];
  /** What is to happen a moment after a step, as the start of what it killed. */
  private readonly pending: Promise<void>[] = [];

  private constructor(
    private readonly plan: Plan,
    folder: string,
    private readonly processes: ClientProcesses,
    port: number,
    private readonly proxy: FaultProxy,
  ) {
    this.node = new NodeUnderTest(join(folder, 'data'), port, (how) => {
      this.violations.push({ what: `the node ended by itself: ${how}`, t: Date.now() });
    });
  }

  static async start(plan: Plan, folder: string, processes: ClientProcesses): Promise<Course> {
    await processes.ready();
    const port = await quietPort();
    const course = new Course(plan, folder, processes, port, await FaultProxy.open({ host: '127.0.0.1', port }));
    course.node.start();
    await course.node.listening();
    course.actors = plan.actors.map((actor, i) => {
      const task = course.taskOf(actor, i, join(folder, `${i}-${actor.role}.jsonl`));
      return { ...actor, task, client: processes.start(task) };
    });
    return course;
  }

  /** Does the steps in their order, then makes everything whole again. */
  async carryOut(): Promise<void> {
    for (const { afterMs, step } of this.plan.steps) {
      await sleep(afterMs);
      this.note(inWords(step));
      await this.take(step);
    }
    await Promise.all(this.pending);
    this.note('everything whole again');
    this.proxy.restore();
    await this.node.listening();
    await this.untilWritten();
  }

  /** Lets the writers finish what they have begun. */
  async stopWriters(): Promise<void> {
    await this.stop('writer');
    if (!this.plan.killAtEnd) return;
    this.note('kill-node after the last append');
    await this.node.end('SIGKILL');
    this.node.start();
    await this.node.listening();
  }

  async stopSubscribers(): Promise<void> {
    await this.stop('subscriber');
  }

  async close(): Promise<void> {
    await this.proxy.close();
    await this.node.end('SIGTERM').catch((error: unknown) => this.violations.push({ what: String(error) }));
  }

  private async untilWritten(): Promise<void> {
    const written = () =>
      this.actors.flatMap(({ task }) => readJournal(task.journal)).filter(({ kind }) => kind === 'written').length;
    for (const late = performance.now() + ENOUGH.ms; performance.now() < late; await sleep(25))
      if (written() >= ENOUGH.appends) return;
  }

  private note(words: string): void {
    this.done.push({ t: Date.now(), words });
  }

  private async stop(role: Actor['role']): Promise<void> {
    await Promise.all(
      this.actors.map(async (actor, i) => {
        const how = actor.role === role ? await actor.client.stop() : undefined;
        if (how !== undefined) this.violations.push({ what: `${role} ${i} failed: ${how}` });
      }),
    );
  }

  private async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'kill-node':
      case 'stop-node':
        await this.node.end(step.kind === 'kill-node' ? 'SIGKILL' : 'SIGTERM');
        await sleep(step.downMs);
        this.node.start();
        return step.waits ? this.node.listening() : undefined;
      case 'kill-client':
        return this.killClient(step.actor, step.downMs);
      case 'drop':
        return this.proxy.drop();
      case 'half-close':
        return this.proxy.halfClose();
      case 'deafen':
        this.proxy.deafen();
        return this.later(step.forMs, () => this.proxy.restore());
      case 'delay':
        this.proxy.delay(step.byMs);
        return this.later(step.forMs, () => this.proxy.restore());
    }
  }

  private later(ms: number, act: () => void): void {
    this.pending.push(sleep(ms).then(act));
  }

  private async killClient(index: number, downMs: number): Promise<void> {
    const actor = this.actors[index];
    if (actor === undefined) return;
    await actor.client.kill();
    await sleep(downMs);
    actor.client = this.processes.start(actor.task);
  }

  private taskOf(actor: PlannedActor, i: number, journal: string): Task {
    const { port } = actor.throughProxy ? this.proxy : this.node;
    const connectionString = `esdb://127.0.0.1:${port}?tls=false`;
    const common = { seed: this.plan.seed, actor: i, connectionString, journal };
    if (actor.role === 'writer') return { ...common, role: 'writer', by: actor.by };
    const { prefixes, bulkReader, maxItems, handleMs } = actor;
    return { ...common, role: 'subscriber', prefixes, bulkReader, maxItems, handleMs };
  }
}
