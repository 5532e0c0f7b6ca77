import { fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import type { Logger } from '#platform';

/** The message by which the child says why it failed. */
export interface ChildFailure {
  readonly failure: string;
}

/** Room for what lives shortly, in MiB: cases are judged by the million, and next to nothing of that outlives its slice. */
const YOUNG_MIB = 64;

/** What Node is told for a rebuild. */
export const REBUILD_FLAGS: readonly string[] = [`--max-semi-space-size=${YOUNG_MIB}`];

/** A rebuild takes a core for a while: it runs in a process of its own, after everything else in the queue for it. */
export function rebuildInChild(log: Logger): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('./rebuild-process.js', import.meta.url), {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: [...process.execArgv, ...REBUILD_FLAGS],
    });
    let why = 'it was ended';
    if (child.pid !== undefined) lower(child.pid);
    log.info({ pid: child.pid }, 'the read models are made anew beside the live ones');
    child.on('message', ({ failure }: ChildFailure) => (why = failure));
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the rebuild did not come to its end: ${why}`));
    });
  });
}

/** Not every system lets a process lower another; a rebuild at full priority is still a rebuild. */
function lower(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    return;
  }
}
