import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandLineOf, isAlive } from '../run-file/processes.js';

/** A server still runs on the data directory and does not end. */
export class DataDirInUseError extends Error {
  constructor(dataDir: string, pid: number) {
    super(`PostgreSQL (pid ${pid}) still runs on ${dataDir} and does not end`);
    this.name = 'DataDirInUseError';
  }
}

/**
 * Ends a server that a killed parent left on `dataDir`. The pid in `postmaster.pid` is believed only when its command
 * line names this directory; else the number went to another process, and the file is taken away, because PostgreSQL
 * would refuse to start over it.
 */
export async function endOrphan(dataDir: string): Promise<void> {
  const pidFile = join(dataDir, 'postmaster.pid');
  const pid = Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0 || !isAlive(pid)) return;
  const command = commandLineOf(pid);
  if (command === undefined) return;
  if (!command.includes(dataDir)) {
    await rm(pidFile, { force: true });
    return;
  }
  for (const [signal, patience] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
  ] as const) {
    process.kill(pid, signal);
    if (await ended(pid, patience)) return;
  }
  throw new DataDirInUseError(dataDir, pid);
}

async function ended(pid: number, patienceMs: number): Promise<boolean> {
  for (let waited = 0; waited < patienceMs; waited += 20) {
    if (!isAlive(pid)) return true;
    await sleep(20);
  }
  return !isAlive(pid);
}
