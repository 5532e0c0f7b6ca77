import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const RUN = ['-C', 'avenant-source', '--import', '@swc-node/register/esm-register', MAIN];

/** How a process ended, and what it printed. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** A node in a process of its own. */
export class NodeProcess {
  readonly ended: Promise<Ended>;
  private out = '';
  private err = '';

  constructor(private readonly child: ChildProcess) {
    child.stdout?.on('data', (text: Buffer) => (this.out += text.toString()));
    child.stderr?.on('data', (text: Buffer) => (this.err += text.toString()));
    this.ended = new Promise((resolve) =>
      child.on('close', (code, signal) => resolve({ code, signal, out: this.out, err: this.err })),
    );
  }

  static start(dataDir: string, ...more: string[]): NodeProcess {
    return NodeProcess.startUnder([], dataDir, ...more);
  }

  /** Starts it by a command that becomes the node, as `prlimit` does. */
  static startUnder(command: readonly string[], dataDir: string, ...more: string[]): NodeProcess {
    const [first = process.execPath, ...rest] = [...command, process.execPath];
    const child = spawn(first, [...rest, ...RUN, '--data', dataDir, '--port', '0', ...more], { cwd: ROOT });
    return new NodeProcess(child);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** What the process has of memory that is no file's, in MiB (RssAnon; Linux). */
  anonymousMiB(): number {
    const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
    return Number(/RssAnon:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
  }

  /** The connection string it prints when it listens. */
  async listening(): Promise<string> {
    for (;;) {
      const url = /listening on (\S+)/.exec(this.out)?.[1];
      if (url) return url;
      const pause = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 20));
      const ended = await Promise.race([this.ended, pause]);
      if (ended) throw new Error(`the node ended: ${ended.err}`);
    }
  }

  kill(signal: NodeJS.Signals): Promise<Ended> {
    this.child.kill(signal);
    return this.ended;
  }

  closeInput(): Promise<Ended> {
    this.child.stdin?.end();
    return this.ended;
  }
}

/** A directory for one test; call the second to remove it. */
export function temporaryDirectory(): [path: string, remove: () => void] {
  const path = mkdtempSync(join(tmpdir(), 'event-node-test-'));
  return [path, () => rmSync(path, { recursive: true, force: true })];
}
