import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgres, isAlive, type RunFile } from '#platform';

/** The compiled command line; `npm run build` has run before (test/build-once.js). */
const MAIN = join(import.meta.dirname, '..', '..', 'dist', 'apps', 'cli', 'src', 'main.js');

/** A run of the command line. */
export interface CliRun {
  readonly child: ChildProcess;
  /** What it said so far on both streams. */
  readonly said: () => string;
  /** Waits until it said that. */
  readonly says: (text: RegExp) => Promise<void>;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** The JSON of the last line of its standard output; only when it has ended. */
  readonly json: () => unknown;
}

const PATIENCE_MS = 90_000;

/** Starts the command line. NODE_OPTIONS of the test do not reach it. */
export function cli(args: readonly string[], env: Readonly<Record<string, string>> = {}): CliRun {
  const child = spawn(process.execPath, [MAIN, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '', ...env },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<number | string>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'lost')),
  );
  let over = false;
  void ended.then(() => (over = true));
  return {
    child,
    ended,
    said: () => out + err,
    async says(text) {
      for (const end = performance.now() + PATIENCE_MS; !text.test(out + err); await sleep(20)) {
        if (over || performance.now() > end) throw new Error(`it never said ${String(text)} but: ${out}${err}`);
      }
    },
    json: () => JSON.parse(out.trim().split('\n').at(-1) ?? '') as unknown,
  };
}

/** A folder for a home; `remove` takes it away, also what PostgreSQL put elsewhere. */
export function temporaryHome(): { readonly path: string; readonly remove: () => Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), 'avenant-home-'));
  const path = join(folder, 'home');
  return {
    path,
    async remove() {
      await EmbeddedPostgres.remove(join(path, 'postgres'));
      await EmbeddedPostgres.remove(join(path, 'demo', 'postgres'));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const runFileOf = (home: string): RunFile => JSON.parse(readFileSync(join(home, 'run.json'), 'utf8')) as RunFile;

/** Pids of the parts that a run file names. */
export const pidsOf = (run: RunFile): readonly number[] => Object.values(run.parts).map(({ pid }) => pid);

/** Waits until none of the processes runs. */
export async function untilGone(pids: readonly number[]): Promise<void> {
  for (const end = performance.now() + 30_000; pids.some(isAlive); await sleep(20)) {
    if (performance.now() > end) throw new Error(`still running: ${pids.filter(isAlive).join(', ')}`);
  }
}
