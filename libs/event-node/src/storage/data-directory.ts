import {
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DirectoryLock } from './directory-lock.js';
import { missingBytes } from './lmdb-file.js';

/** The directory holds something else, or another version of this format. */
export class ForeignDirectoryError extends Error {
  override readonly name = 'ForeignDirectoryError';
}

/** The directory is one of this node's, but not whole. */
export class TornDirectoryError extends Error {
  override readonly name = 'TornDirectoryError';
}

const FORMAT = 'event-node';
const VERSION = 1;
const MARKER = 'event-node.json';
const LOCK = 'event-node.lock';

interface Marker {
  readonly format: string;
  readonly version: number;
  /** `new` until the database has been made, so that a missing one can be told from one that was lost. */
  readonly state: 'new' | 'ready';
}

/** The folder that a node's data lives in: who may use it, and what it says of itself. */
export class DataDirectory {
  private constructor(
    private readonly path: string,
    private readonly lock: DirectoryLock,
    private marker: Marker,
  ) {}

  /**
   * Takes a directory for this process; an empty or missing one is made ready.
   *
   * @throws DirectoryInUseError, ForeignDirectoryError, TornDirectoryError
   */
  static open(path: string, databaseFile: string): DataDirectory {
    mkdirSync(path, { recursive: true });
    if (!existsSync(join(path, MARKER))) refuseForeign(path);
    const lock = DirectoryLock.take(join(path, LOCK));
    try {
      const marker = readMarker(path) ?? writeMarker(path, { format: FORMAT, version: VERSION, state: 'new' });
      checkMarker(path, marker);
      if (marker.state === 'ready') checkDatabase(join(path, databaseFile));
      return new DataDirectory(path, lock, marker);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** The database is there and on disk. */
  markReady(): void {
    if (this.marker.state === 'ready') return;
    this.marker = writeMarker(this.path, { ...this.marker, state: 'ready' });
  }

  release(): void {
    this.lock.release();
  }
}

function refuseForeign(path: string): void {
  const entries = readdirSync(path).filter((entry) => !entry.startsWith(LOCK) && !entry.startsWith(MARKER));
  if (entries.length)
    throw new ForeignDirectoryError(
      `${path} is not a data directory of the event node: it holds ${entries.slice(0, 3).join(', ')}; give an empty or a new one`,
    );
}

function readMarker(path: string): Marker | undefined {
  const file = join(path, MARKER);
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Marker;
  } catch {
    throw new TornDirectoryError(`${file} cannot be read: the data directory is damaged`);
  }
}

function checkMarker(path: string, marker: Marker): void {
  if (marker?.format !== FORMAT)
    throw new ForeignDirectoryError(
      `${path} is not a data directory of the event node: its format is ${String(marker?.format)}`,
    );
  if (marker.version !== VERSION)
    throw new ForeignDirectoryError(`${path} has format version ${marker.version}; this node reads version ${VERSION}`);
}

function checkDatabase(file: string): void {
  if (!existsSync(file)) throw new TornDirectoryError(`${file} is missing: the data directory is damaged`);
  const missing = missingBytes(file, statSync(file).size);
  if (missing === undefined)
    throw new TornDirectoryError(`${file} is no database of the event node: the data directory is damaged`);
  if (missing > 0)
    throw new TornDirectoryError(`${file} is cut short by ${missing} bytes: the data directory is damaged`);
}

function writeMarker(path: string, marker: Marker): Marker {
  const file = join(path, MARKER);
  writeFileSync(`${file}.new`, `${JSON.stringify(marker)}\n`, { flush: true });
  renameSync(`${file}.new`, file);
  const folder = openSync(path, 'r');
  fsyncSync(folder);
  closeSync(folder);
  return marker;
}
