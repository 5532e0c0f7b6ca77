import { type ChildProcess, fork } from 'node:child_process';
import type { Order, Task, Word } from '../actors/task.js';
import { ACTOR_MAIN } from './compile-actors.js';

/** A process at its task. */
export interface Actor {
  /** When it has ended, and how: a signal, or an exit code with what it said. */
  readonly ended: Promise<string>;
  /** Resolves when it first says so; never, if it does not. */
  heard(is: (word: Word) => boolean): Promise<void>;
  now(at: number): void;
  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void;
  /** Tells it to stop and waits until it has, or until it has ended; then answers how. */
  stop(): Promise<string | undefined>;
}

/** Processes that wait for a task: to start one takes most of a second, so they serve several runs. */
export class Actors {
  private readonly idle: ActorProcess[] = [];
  private readonly alive = new Set<ActorProcess>();

  /** @param spare how many are kept waiting */
  constructor(private readonly spare: number) {}

  /** Waits until the waiting ones can begin at once. */
  async ready(): Promise<void> {
    this.refill();
    await Promise.all(this.idle.map(({ ready }) => ready));
  }

  start(task: Task): Actor {
    const actor = this.idle.shift() ?? this.made();
    this.refill();
    actor.give(task);
    return {
      ended: actor.ended,
      heard: (is) => actor.heard(is),
      now: (at) => actor.tell({ now: at }),
      signal: (signal) => actor.signal(signal),
      stop: async () => {
        const how = await actor.stop();
        if (how === undefined) this.idle.unshift(actor);
        return how;
      },
    };
  }

  /** Ends all of them, whatever they do. */
  async close(): Promise<void> {
    const ended = [...this.alive].map((actor) => {
      actor.signal('SIGKILL');
      return actor.ended;
    });
    await Promise.all(ended);
  }

  private refill(): void {
    while (this.idle.length < this.spare) this.idle.push(this.made());
  }

  private made(): ActorProcess {
    const actor = new ActorProcess();
    this.alive.add(actor);
    void actor.ended.then(() => this.forget(actor));
    return actor;
  }

  private forget(actor: ActorProcess): void {
    this.alive.delete(actor);
    const place = this.idle.indexOf(actor);
    if (place >= 0) this.idle.splice(place, 1);
  }
}

interface Ear {
  readonly is: (word: Word) => boolean;
  readonly heard: () => void;
}

class ActorProcess {
  private readonly child: ChildProcess;
  private readonly ears = new Set<Ear>();
  readonly ended: Promise<string>;
  readonly ready: Promise<void>;
  private done: Promise<void> = Promise.resolve();

  constructor() {
    const env = { PATH: process.env['PATH'] };
    this.child = fork(ACTOR_MAIN, [], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [], env });
    let said = '';
    this.child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
    this.child.on('message', (word: Word) => this.hear(word));
    this.child.on('error', (error) => (said += error.message));
    this.ended = new Promise((resolve) =>
      this.child.once('close', (code, signal) => resolve(signal ?? `exit ${code}: ${said.trim()}`)),
    );
    this.ready = this.heard((word) => word === 'ready');
  }

  give(task: Task): void {
    this.done = this.heard((word) => word === 'done');
    this.tell(task);
  }

  /** In the order in which it is told, once the process is ready; what is told to one that has ended is lost. */
  tell(order: Order): void {
    void this.ready.then(() => this.child.connected && this.child.send(order, () => undefined));
  }

  heard(is: (word: Word) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const ear: Ear = {
        is,
        heard: () => {
          this.ears.delete(ear);
          resolve();
        },
      };
      this.ears.add(ear);
    });
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async stop(): Promise<string | undefined> {
    this.signal('SIGCONT');
    this.tell('stop');
    const how = await Promise.race([this.done.then(() => undefined), this.ended]);
    // Who waited for a word of the task that is over waits in vain.
    this.ears.clear();
    return how;
  }

  private hear(word: Word): void {
    for (const ear of [...this.ears]) if (ear.is(word)) ear.heard();
  }
}
