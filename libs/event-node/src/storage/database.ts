import { open, type Database, type RootDatabase } from 'lmdb';

type Bytes = Database<Buffer, Buffer>;

/** The LMDB environment of a node. Values and keys are bytes. */
export interface EventDatabase {
  readonly root: RootDatabase<Buffer, Buffer>;
  /** position of the first event -> frames of events, ready to send */
  readonly log: Bytes;
  /** stream number, first revision -> where the run of events lies */
  readonly runs: Bytes;
  /** stream name -> stream number */
  readonly names: Bytes;
  /** the few numbers that the other tables do not hold */
  readonly counters: Bytes;
}

/** Address space, not disk: LMDB never has to move its map below this size. */
const MAP_BYTES = 256 * 1024 ** 3;
const BYTES = { encoding: 'binary', keyEncoding: 'binary' } as const;

/**
 * `overlappingSync: false` makes LMDB flush data and then its meta page (fdatasync, then a synchronous write) before a commit
 * is reported, so a resolved write is on disk, and a crash leaves the last reported commit whole.
 *
 * `eventTurnBatching: false`: every write is an explicit batch, and the promise of an implicit one, which nobody has, would
 * end the process when the disk is full.
 */
export function openDatabase(path: string): EventDatabase {
  const root = open<Buffer, Buffer>({
    ...BYTES,
    path,
    noSubdir: true,
    maxDbs: 8,
    mapSize: MAP_BYTES,
    overlappingSync: false,
    noMemInit: true,
    eventTurnBatching: false,
    cache: false,
  });
  const table = (name: string): Bytes => root.openDB<Buffer, Buffer>({ ...BYTES, name });
  return { root, log: table('log'), runs: table('runs'), names: table('names'), counters: table('counters') };
}
