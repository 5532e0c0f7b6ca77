import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RunFile } from '#platform';

const MAIN = join(import.meta.dirname, '../../../dist/apps/cli/src/main.js');

interface Ready {
  readonly url: string;
  readonly operatorKeyFile: string;
}

/** Everything in one place, started from the compiled code as `npm start` starts it. */
export class LiveInstallation {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: URL,
    readonly token: string,
    /** Of each part its process. */
    readonly pids: Readonly<Record<string, number>>,
  ) {}

  /** Builds, starts, waits until it is ready. */
  static async start(home: string, env: Readonly<Record<string, string>>): Promise<LiveInstallation> {
    execFileSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
    const child = spawn(process.execPath, [MAIN, 'start', '--json'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, PORT: '0', AVENANT_HOME: home, ...env },
    });
    const lines = createInterface({ input: child.stdout });
    const [line] = (await Promise.race([once(lines, 'line'), once(child, 'exit').then(() => [''])])) as [string];
    if (line === '') throw new Error('the installation ended before it was ready');
    const { url, operatorKeyFile } = JSON.parse(line) as Ready;
    const token = readFileSync(operatorKeyFile, 'utf8').trim();
    const { parts } = JSON.parse(readFileSync(join(home, 'run.json'), 'utf8')) as RunFile;
    const pids = Object.fromEntries(Object.entries(parts).map(([name, { pid }]) => [name, pid]));
    return new LiveInstallation(child, new URL(url), token, pids);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}
