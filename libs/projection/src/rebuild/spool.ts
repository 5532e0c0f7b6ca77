import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { EventPack, type RecordedEvent } from '#event-store';

/** Files: a log of 100 million events has 400,000 in each, which is what is held in memory at a time, as bytes. */
const PARTS = 256;
/** Bytes kept for a file before they are written, about. */
const FULL = 64 * 1024;

interface Part {
  readonly file: FileHandle;
  pack: EventPack;
  /** Bytes in the file, or on the way there. */
  written: number;
}

/**
 * Events of tickets on disk, put aside by ticket while the log is read once: all events of a ticket are in one part, in
 * their order. The folder goes with `close`.
 */
export class Spool {
  /** The last write; one is on the way while the next events come. */
  private writing: Promise<void> = Promise.resolve();
  private spare = new EventPack(FULL);

  private constructor(
    private readonly folder: string,
    private readonly parts: readonly Part[],
  ) {}

  /** @param parent the folder to work in */
  static async open(parent: string): Promise<Spool> {
    const folder = await mkdtemp(join(parent, 'avenant-rebuild-'));
    const paths = Array.from({ length: PARTS }, (_, i) => join(folder, `${i}.events`));
    const parts = await Promise.all(
      paths.map(async (path) => ({ file: await open(path, 'w+'), pack: new EventPack(FULL), written: 0 })),
    );
    return new Spool(folder, parts);
  }

  async add(events: readonly RecordedEvent[]): Promise<void> {
    for (const event of events) {
      const part = this.parts[partOf(event.stream)] as Part;
      if (part.pack.add(event)) continue;
      await this.flush(part);
      part.pack.add(event);
    }
  }

  /** The events part by part, packed. @returns nothing more once the last part was given */
  async *read(): AsyncGenerator<Buffer> {
    for (const part of this.parts) await this.flush(part);
    await this.writing;
    let coming = this.load(0);
    for (let next = 1; next <= PARTS; next += 1) {
      const bytes = await coming;
      coming = this.load(next);
      coming.catch(() => undefined);
      yield bytes;
    }
  }

  async close(): Promise<void> {
    await this.writing.catch(() => undefined);
    await Promise.all(this.parts.map(({ file }) => file.close()));
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The bytes of a part; none behind the last. */
  private async load(index: number): Promise<Buffer> {
    const part = this.parts[index];
    const bytes = Buffer.allocUnsafe(part?.written ?? 0);
    for (let at = 0; part !== undefined && at < bytes.length;) {
      const { bytesRead } = await part.file.read(bytes, at, bytes.length - at, at);
      if (bytesRead === 0) throw new Error(`part ${index} of the spool ends at ${at}, not at ${bytes.length}`);
      at += bytesRead;
    }
    return bytes;
  }

  /** Begins to write what a part holds, after what is being written. */
  private async flush(part: Part): Promise<void> {
    await this.writing;
    const full = part.pack;
    part.pack = this.spare;
    const at = part.written;
    part.written += full.size;
    this.writing = written(part.file, full.packed, at).then(() => {
      full.clear();
      this.spare = full;
    });
    // Whoever comes next is told.
    this.writing.catch(() => undefined);
  }
}

export const SPOOL_PARTS = PARTS;

async function written(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at, position + at);
    at += bytesWritten;
  }
}

/** FNV-1a over the code units of a name. */
function partOf(stream: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < stream.length; i += 1) hash = Math.imul(hash ^ stream.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % PARTS;
}
