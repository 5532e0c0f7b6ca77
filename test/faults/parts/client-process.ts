import { type ChildProcess, fork } from 'node:child_process';
import type { Task } from '../actors/task.js';
import { CLIENT_MAIN } from './compile-client.js';

/** A client at work. */
export interface Client {
  /** Tells it to stop and waits until it has; answers how it ended where that was not asked for. */
  stop(): Promise<string | undefined>;
  /** Ends its process at once (-9). */
  kill(): Promise<void>;
}

/** Client processes that wait for a task: to start one takes half a second of a core, so they serve several runs. */
export class ClientProcesses {
  private readonly idle: ClientProcess[] = [];

  /** @param spare how many are kept waiting */
  constructor(private readonly spare: number) {
    this.refill();
  }

  /** Waits until the waiting ones can begin at once. */
  async ready(): Promise<void> {
    this.refill();
    await Promise.all(this.idle.map(({ ready }) => ready));
  }

  start(task: Task): Client {
    const client = this.idle.shift() ?? new ClientProcess();
    this.refill();
    client.give(task);
    return {
      kill: () => client.kill(),
      stop: async () => {
        const how = await client.stop();
        if (how === undefined) this.idle.unshift(client);
        return how;
      },
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.idle.splice(0).map((client) => client.kill()));
  }

  private refill(): void {
    while (this.idle.length < this.spare) this.idle.push(new ClientProcess());
  }
}

class ClientProcess {
  private readonly child: ChildProcess;
  private readonly ended: Promise<string>;
  readonly ready: Promise<void>;
  private done: Promise<void> = Promise.resolve();

  constructor() {
    const env = { PATH: process.env['PATH'] };
    this.child = fork(CLIENT_MAIN, [], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [], env });
    let said = '';
    this.child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
    this.ended = new Promise((resolve) =>
      this.child.once('close', (code, signal) => resolve(`client process ended, ${signal ?? `exit ${code}`}: ${said}`)),
    );
    this.ready = this.hears('ready');
  }

  give(task: Task): void {
    this.done = this.hears('done');
    void this.ready.then(() => this.child.connected && this.child.send(task));
  }

  async stop(): Promise<string | undefined> {
    void this.ready.then(() => this.child.connected && this.child.send('stop'));
    return Promise.race([this.done.then(() => undefined), this.ended]);
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  private hears(word: string): Promise<void> {
    return new Promise((resolve) => {
      const hear = (said: unknown) => {
        if (said !== word) return;
        this.child.off('message', hear);
        resolve();
      };
      this.child.on('message', hear);
    });
  }
}
