import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { PARENT_PIPE } from '#platform';
import { PartStartError, type PartName, type RunningPart } from './part.js';

export interface ChildOptions {
  readonly name: PartName;
  /** Compiled entry file. */
  readonly main: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Takes all that the child says; it goes on when this process dies. */
  readonly logFile: string;
  /** The port, when this line of standard output says that the child is ready; `true`: ready without a port. */
  readonly readiness: (line: string) => number | true | undefined;
}

const READY_WITHIN_MS = 120_000;
const END_WITHIN_MS = 20_000;

/** Starts a Node process that ends with this one, and waits until it says that it is ready. */
export async function launchChild(options: ChildOptions): Promise<RunningPart> {
  const log = openSync(options.logFile, 'a', 0o600);
  const child = spawn(process.execPath, [options.main, ...options.args, PARENT_PIPE], {
    env: { ...process.env, ...options.env },
    // Its own group: a Ctrl-C on the terminal reaches the supervisor alone, which ends the parts in order.
    detached: true,
    stdio: ['pipe', 'pipe', log],
  });
  closeSync(log);
  // A child that ends closes its standard input: nothing is ever written there, so nothing is lost.
  child.stdin?.on('error', () => undefined);
  const ended = howItEnds(child);
  const ready = await Promise.race([untilReady(child, options.readiness), ended.then((how) => ({ how })), late()]);
  if (typeof ready === 'object') {
    child.kill('SIGKILL');
    throw new PartStartError(options.name, ready.how, await lastWords(options.logFile));
  }
  return { pid: child.pid ?? 0, ...(ready === true ? {} : { port: ready }), ended, stop: () => stop(child, ended) };
}

function howItEnds(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}

function untilReady(child: ChildProcess, readiness: ChildOptions['readiness']): Promise<number | true> {
  return new Promise((resolve) => {
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = readiness(line);
      if (ready !== undefined) resolve(ready);
    });
  });
}

function late(): Promise<{ how: string }> {
  return new Promise((resolve) => {
    setTimeout(() => resolve({ how: `not ready within ${READY_WITHIN_MS / 1000} s` }), READY_WITHIN_MS).unref();
  });
}

async function lastWords(logFile: string): Promise<string[]> {
  const lines = (await readFile(logFile, 'utf8').catch(() => '')).trim().split('\n');
  return lines.slice(-3).filter((line) => line !== '');
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const patience = setTimeout(() => child.kill('SIGKILL'), END_WITHIN_MS);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(patience);
  if (child.stdout?.readable) await once(child.stdout, 'close').catch(() => undefined);
}
