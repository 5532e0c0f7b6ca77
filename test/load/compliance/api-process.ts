import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const MAIN = join(import.meta.dirname, '../../../dist/apps/api/src/main.js');

export interface Around {
  readonly database: string;
  readonly eventStore: string;
  /** Where it keeps its key. */
  readonly home: string;
}

/** The API as an installation starts it: compiled (`npm run build` has run), a process of its own. */
export class ApiProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    private readonly key: string,
  ) {}

  /** Starts it and waits until it listens. */
  static async start({ database, eventStore, home }: Around): Promise<ApiProcess> {
    const env = { ...process.env, NODE_OPTIONS: '', AVENANT_DATABASE: database, AVENANT_EVENTSTORE: eventStore };
    const child = spawn(process.execPath, [MAIN], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...env, AVENANT_HOME: home, PORT: '0' },
    });
    for await (const line of createInterface({ input: child.stdout })) {
      const { port } = JSON.parse(line) as { port: number };
      const key = readFileSync(join(home, 'operator.key'), 'utf8').trim();
      return new ApiProcess(child, `http://127.0.0.1:${port}`, key);
    }
    throw new Error(`the API ended (${child.exitCode ?? child.signalCode}) before it was ready`);
  }

  /** The milliseconds from a question to the whole of its answer, and the rows of the answer. */
  async ask(path: string): Promise<{ ms: number; rows: number }> {
    const began = performance.now();
    const answer = await fetch(this.url + path, { headers: { authorization: `Bearer ${this.key}` } });
    const body = await answer.text();
    const ms = performance.now() - began;
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${body}`);
    return { ms, rows: (JSON.parse(body) as { items: unknown[] }).items.length };
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}
