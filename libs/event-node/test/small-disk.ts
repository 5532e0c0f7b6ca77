import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeProcess } from './process.js';

/** A place where little can be written, until there is room. */
export interface SmallDisk {
  start(): NodeProcess;
  makeRoom(node: NodeProcess): void;
  remove(): void;
}

const MIB = 1024 * 1024;
const LITTLE = 4 * MIB;

/** Whether a command that changes nothing works here. */
function works(command: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Needs `prlimit` (util-linux). */
export const limitsWork = (): boolean => works('prlimit', '--fsize=1000000:unlimited', 'true');

/** A process that may write files of so many bytes: what is beyond fails as on a full disk (EFBIG). */
export function limitedFiles(folder: string): SmallDisk {
  return {
    start: () => NodeProcess.startUnder(['prlimit', `--fsize=${LITTLE}:unlimited`], folder),
    makeRoom: (node) => execFileSync('prlimit', ['--pid', String(node.pid), '--fsize=unlimited']),
    remove: () => undefined,
  };
}

/** Needs root, and leave to mount. */
export function mountsWork(folder: string): boolean {
  const at = join(folder, 'probe');
  mkdirSync(at, { recursive: true });
  const mounted = works('mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', at);
  return mounted && works('umount', at);
}

/** A file system of its own in memory that is full for the node, and has room once the ballast is gone. */
export function fullFileSystem(folder: string): SmallDisk {
  const at = join(folder, 'small');
  const ballast = join(at, 'ballast');
  mkdirSync(at, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${16 * MIB}`, 'tmpfs', at]);
  writeFileSync(ballast, Buffer.alloc(16 * MIB - LITTLE));
  return {
    start: () => NodeProcess.start(join(at, 'data')),
    makeRoom: () => rmSync(ballast),
    remove: () => execFileSync('umount', [at]),
  };
}
