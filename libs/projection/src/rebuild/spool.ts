import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RecordedEvent } from '#event-store';

/** Files: a log of 100 million events has 400,000 in each, which is what is held in memory at a time. */
const PARTS = 256;
/** Bytes kept for a file before they are written, about. */
const FULL = 64 * 1024;

interface Part {
  readonly file: FileHandle;
  readonly path: string;
  lines: string[];
  size: number;
}

/**
 * Events of tickets on disk, put aside by ticket while the log is read once: all events of a ticket are in one part, in
 * their order. The folder goes with `close`.
 */
export class Spool {
  private constructor(
    private readonly folder: string,
    private readonly parts: readonly Part[],
  ) {}

  /** @param parent the folder to work in */
  static async open(parent: string): Promise<Spool> {
    const folder = await mkdtemp(join(parent, 'avenant-rebuild-'));
    const paths = Array.from({ length: PARTS }, (_, i) => join(folder, `${i}.ndjson`));
    const parts = await Promise.all(
      paths.map(async (path) => ({ file: await open(path, 'w'), path, lines: [], size: 0 })),
    );
    return new Spool(folder, parts);
  }

  async add(events: readonly RecordedEvent[]): Promise<void> {
    for (const event of events) {
      const part = this.parts[partOf(event.stream)] as Part;
      const line = JSON.stringify(event);
      part.lines.push(line);
      part.size += line.length;
      if (part.size >= FULL) await flush(part);
    }
  }

  /** The events part by part. @returns nothing more once the last part was given */
  async *read(): AsyncGenerator<readonly RecordedEvent[]> {
    for (const part of this.parts) {
      await flush(part);
      const events: RecordedEvent[] = [];
      for await (const line of createInterface({ input: createReadStream(part.path, 'utf8') })) {
        events.push(JSON.parse(line) as RecordedEvent);
      }
      yield events;
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.parts.map(({ file }) => file.close()));
    await rm(this.folder, { recursive: true, force: true });
  }
}

export const SPOOL_PARTS = PARTS;

async function flush(part: Part): Promise<void> {
  if (part.lines.length === 0) return;
  const text = part.lines.join('\n') + '\n';
  part.lines = [];
  part.size = 0;
  await part.file.appendFile(text);
}

/** FNV-1a over the code units of a name. */
function partOf(stream: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < stream.length; i += 1) hash = Math.imul(hash ^ stream.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % PARTS;
}
