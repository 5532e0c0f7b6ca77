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
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DirectoryLock } from './directory-lock.js';
import { openDatabase } from './database.js';
import { checkAll, checkEnd } from './integrity.js';
import { expectedSize } from './lmdb-file.js';
import { Store } from './store.js';

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
const DATABASE = 'events.mdb';

interface Marker {
  readonly format: string;
  readonly version: number;
  /** `new` until the database has been made, so that a missing one can be told from one that was lost. */
  readonly state: 'new' | 'ready';
}

/** The folder that a node's data lives in: who may use it, what it says of itself, and the database in it. */
export class DataDirectory {
  private constructor(
    private readonly lock: DirectoryLock,
    readonly store: Store,
  ) {}

  /**
   * Takes a directory for this process; an empty or missing one is made ready.
   *
   * @throws DirectoryInUseError, ForeignDirectoryError, TornDirectoryError
   */
  static async open(path: string): Promise<DataDirectory> {
    mkdirSync(path, { recursive: true });
    if (!existsSync(join(path, MARKER))) refuseForeign(path);
    const lock = await DirectoryLock.take(join(path, LOCK));
    try {
      const marker = readMarker(path) ?? writeMarker(path, { format: FORMAT, version: VERSION, state: 'new' });
      checkMarker(path, marker);
      const store = openStore(join(path, DATABASE), marker.state);
      if (marker.state === 'new') writeMarker(path, { ...marker, state: 'ready' });
      return new DataDirectory(lock, store);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.store.close();
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

/** Opens the database; a file that is shorter than LMDB says is read through before it is trusted. */
function openStore(file: string, state: Marker['state']): Store {
  if (state === 'new') return new Store(openDatabase(file));
  if (!existsSync(file)) throw new TornDirectoryError(`${file} is missing: the data directory is damaged`);
  const expected = expectedSize(file);
  if (expected === undefined) throw torn(file, 'it is no database of the event node');
  const { size } = statSync(file);
  if (size < expected) truncateSync(file, expected);
  const database = openDatabase(file);
  try {
    const store = new Store(database);
    if (size < expected) checkAll(store);
    else checkEnd(store);
    return store;
  } catch (error) {
    void database.root.close();
    if (size < expected) truncateSync(file, size);
    throw torn(file, size < expected ? `it is cut short by ${expected - size} bytes` : (error as Error).message);
  }
}

const torn = (file: string, why: string): TornDirectoryError =>
  new TornDirectoryError(`${file} is damaged (${why}): restore it from a copy, or give another directory`);

function writeMarker(path: string, marker: Marker): Marker {
  const file = join(path, MARKER);
  writeFileSync(`${file}.new`, `${JSON.stringify(marker)}\n`, { flush: true });
  renameSync(`${file}.new`, file);
  const folder = openSync(path, 'r');
  fsyncSync(folder);
  closeSync(folder);
  return marker;
}
