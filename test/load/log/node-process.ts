import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProcessProbe } from './process-probe.js';

const MAIN = join(import.meta.dirname, '../../../dist/libs/event-node/src/main.js');
const START_MS = 20_000;

/** The embedded node as its users start it: compiled, in a process of its own, on a directory. */
export class NodeProcess {
  readonly probe: ProcessProbe;
  private said = '';
  private over = false;
  private readonly ended: Promise<void>;

  private constructor(private readonly child: ChildProcess) {
    this.probe = new ProcessProbe(child.pid ?? 0);
    const hear = (text: Buffer) => (this.said += text.toString());
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    this.ended = new Promise((resolve) => {
      child.once('close', () => {
        this.over = true;
        resolve();
      });
    });
  }

  /** Builds, starts, waits until it listens. */
  static async start(dataDir: string): Promise<{ node: NodeProcess; connectionString: string }> {
    execFileSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
    const args = [MAIN, '--data', dataDir, '--port', '0', '--parent-pipe'];
    const node = new NodeProcess(spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] }));
    return { node, connectionString: await node.listening() };
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.ended;
  }

  private async listening(): Promise<string> {
    for (const end = performance.now() + START_MS; performance.now() < end && !this.over; await sleep(10)) {
      const url = /listening on (\S+)/.exec(this.said)?.[1];
      if (url !== undefined) return url;
    }
    throw new Error(`the node does not listen: ${this.said}`);
  }
}
