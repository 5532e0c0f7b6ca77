import { closeSync, fdatasyncSync, mkdtempSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FLUSHES = 200;
const PAGE = Buffer.alloc(4096, 1);

/** A folder for the data of one run, under the temporary directory of the system (TMPDIR). */
export class BenchFolder {
  /** Others may pass through it: PostgreSQL runs under an account of its own. */
  readonly path = mkdtempSync(join(tmpdir(), 'avenant-bench-log-'));

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Pages appended to a file and flushed, one after the other: what the disk itself allows. Per second. */
export function flushesPerSecond(folder: string): number {
  const file = openSync(join(folder, 'flushes'), 'w');
  const began = performance.now();
  for (let n = 0; n < FLUSHES; n += 1) {
    writeSync(file, PAGE);
    fdatasyncSync(file);
  }
  const seconds = (performance.now() - began) / 1000;
  closeSync(file);
  return Math.round(FLUSHES / seconds);
}

/** Bytes that the files of a folder take on the disk. */
export function bytesOnDisk(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).blocks * 512, 0);
}

export const areOnOneDisk = (one: string, other: string): boolean => statSync(one).dev === statSync(other).dev;
