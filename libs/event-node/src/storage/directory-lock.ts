import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';

/** Another process, or another node in this one, has the directory. */
export class DirectoryInUseError extends Error {
  override readonly name = 'DirectoryInUseError';

  constructor(
    path: string,
    readonly pid: number,
  ) {
    super(`the data directory is in use by process ${pid} (${path}): stop that one, or give another directory`);
  }
}

interface Holder {
  readonly pid: number;
  /** When the process started, as the system counts; tells it from a later one with the same number. */
  readonly started: string;
  /** Makes two locks of one process differ. */
  readonly token: string;
}

const ATTEMPTS = 20;
const PAUSE_MS = 50;

/**
 * A lock that does not outlive its process: the file names process and start time, and the lock of a process that is gone is
 * taken over. It is made complete and then linked into place, so no one ever sees half of it. (Processes that cannot see each
 * other, as in two containers on one volume, it cannot tell apart.)
 */
export class DirectoryLock {
  private constructor(
    private readonly path: string,
    private readonly token: string,
  ) {}

  /**
   * Waits up to a second for a process that is just ending, as one that was killed a moment ago.
   *
   * @throws DirectoryInUseError
   */
  static async take(path: string): Promise<DirectoryLock> {
    const holder: Holder = { pid: process.pid, started: startOf(process.pid) ?? '', token: randomUUID() };
    const draft = `${path}.${holder.token}`;
    writeFileSync(draft, JSON.stringify(holder));
    try {
      for (let left = ATTEMPTS; !linked(draft, path); left--) await outlive(path, left);
      return new DirectoryLock(path, holder.token);
    } finally {
      rmSync(draft, { force: true });
    }
  }

  release(): void {
    if (read(this.path)?.token === this.token) rmSync(this.path, { force: true });
  }
}

/** Removes the lock of a process that is gone; waits for one that may just be ending. */
async function outlive(path: string, attemptsLeft: number): Promise<void> {
  const other = read(path);
  if (!other) return;
  if (!isAlive(other)) return remove(path, other);
  if (other.pid === process.pid || attemptsLeft <= 0) throw new DirectoryInUseError(path, other.pid);
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/** Removes the lock of a process that is gone, and puts it back if it was another's by then. */
function remove(path: string, stale: Holder): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch {
    return; // someone else was quicker
  }
  if (read(aside)?.token !== stale.token) linked(aside, path);
  rmSync(aside, { force: true });
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const started = startOf(holder.pid);
  return started === undefined || holder.started === '' || started === holder.started;
}

/** Place of two fields in /proc/PID/stat, counted from the one behind the name. */
const STATE = 0;
const START_TIME = 19;

/**
 * Boot and start time of a process on Linux; empty for one that is dead but not yet collected by its parent, undefined where
 * the system does not tell.
 */
function startOf(pid: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return /[ZX]/.test(fields[STATE] ?? '') ? '' : `${boot}/${fields[START_TIME] ?? ''}`;
  } catch {
    return undefined;
  }
}
