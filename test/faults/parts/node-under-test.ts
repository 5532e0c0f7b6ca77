import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const MAIN = join(import.meta.dirname, '../../../dist/libs/event-node/src/main.js');
/** Generous: on a busy machine a process may wait long for its turn. */
const START_MS = 60_000;
const STOP_MS = 30_000;

/** The embedded node as its users start it, on one directory and one port over all its lives. */
export class NodeUnderTest {
  private child: ChildProcess | undefined;
  private ended: Promise<string> = Promise.resolve('');
  private said = '';

  /** @param onDeath told when the node ends without having been asked to */
  constructor(
    private readonly dataDir: string,
    readonly port: number,
    private readonly onDeath: (how: string) => void,
  ) {}

  get connectionString(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  /** Starts the process; does not wait until it listens. */
  start(): void {
    const args = [MAIN, '--data', this.dataDir, '--port', String(this.port), '--parent-pipe'];
    const child = spawn(process.execPath, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'] },
    });
    let said = '';
    this.said = '';
    const hear = (text: Buffer) => {
      said += text.toString();
      if (this.child === child) this.said = said;
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    this.child = child;
    this.ended = new Promise((resolve) => {
      child.once('close', (code, signal) => {
        const how = `${signal ?? `exit ${code}`}: ${said.trim()}`;
        if (this.child === child) this.onDeath(how);
        resolve(how);
      });
    });
  }

  /** Waits until it takes connections. */
  async listening(): Promise<void> {
    for (const end = performance.now() + START_MS; !this.said.includes('listening on'); await sleep(3)) {
      if (performance.now() > end) throw new Error(`the node does not listen: ${this.said}`);
      if (this.child === undefined) throw new Error('the node is not there');
    }
  }

  /** Ends the process, and waits until it is gone. @throws when SIGTERM does not end it */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const { child, ended } = this;
    this.child = undefined;
    child?.kill(signal);
    const late = sleep(STOP_MS, 'late' as const, { ref: false });
    if ((await Promise.race([ended, late])) !== 'late') return;
    child?.kill('SIGKILL');
    throw new Error(`the node did not end within ${STOP_MS} ms of ${signal}`);
  }
}
