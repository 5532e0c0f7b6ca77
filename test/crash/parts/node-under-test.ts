import type { NodeTask } from '../actors/task.js';
import type { Actor, Actors } from './actors.js';

/** Generous: on a busy machine a process may wait long for its turn. */
const START_MS = 60_000;

/** The embedded node in a process of its own, on one directory and one port over all its lives. */
export class NodeUnderTest {
  private actor: Actor | null = null;

  /** @param onDeath told when the process ends without having been asked to */
  constructor(
    private readonly actors: Actors,
    private readonly task: Omit<NodeTask, 'now'>,
    private readonly onDeath: (how: string) => void,
  ) {}

  get connectionString(): string {
    return `esdb://127.0.0.1:${this.task.port}?tls=false`;
  }

  /** Resolves when it takes connections. @param now what its clock says, in milliseconds since 1970 */
  async start(now: number): Promise<void> {
    const actor = this.actors.start({ ...this.task, now });
    this.actor = actor;
    void actor.ended.then((how) => this.actor === actor && this.onDeath(how));
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error(`the node does not listen within ${START_MS} ms`)), START_MS).unref();
    });
    await Promise.race([actor.heard((word) => word === 'listening'), actor.ended, late]);
  }

  now(at: number): void {
    this.actor?.now(at);
  }

  /** Ends it at once (-9). */
  async kill(): Promise<void> {
    const { actor } = this;
    this.actor = null;
    actor?.signal('SIGKILL');
    await actor?.ended;
  }

  async stop(): Promise<void> {
    const { actor } = this;
    this.actor = null;
    await actor?.stop();
  }
}
