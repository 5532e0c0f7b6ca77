import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { MisuseError } from '../../misuse.js';

/** A file being read: its plain bytes, what they are, and how far the reading is. */
export interface Input {
  readonly path: string;
  readonly bytes: Readable;
  readonly format: 'csv' | 'ndjson';
  /** Bytes of the file on disk. */
  readonly size: number;
  /** Bytes of the file read so far. */
  readonly read: () => number;
}

/** A file cannot be read, or ends in the middle. */
export class InputError extends MisuseError {
  constructor(path: string, why: string, options?: ErrorOptions) {
    super(`${path}: ${why}`, options);
    this.name = 'InputError';
  }
}

/** Small, so that how far the reading is says something about small files too. */
const CHUNK = 16 * 1024;

/** Opens a file, gzipped or not, CSV or NDJSON: its content says which. @throws InputError */
export async function openInput(path: string): Promise<Input> {
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw new InputError(path, cause.code === 'ENOENT' ? 'there is no such file' : cause.message, { cause });
  });
  if (!found.isFile()) throw new InputError(path, 'is no file');
  let read = 0;
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
      read += chunk.length;
      yield chunk;
    }
  };
  const raw = await peek(counted());
  const plain = isGzip(raw.head) ? await peek(unzip(raw.rest, path)) : raw;
  return {
    path,
    bytes: Readable.from(plain.rest, { objectMode: false }),
    format: formatOf(plain.head),
    size: found.size,
    read: () => read,
  };
}

const isGzip = (head: Buffer): boolean => head[0] === 0x1f && head[1] === 0x8b;

function formatOf(head: Buffer): Input['format'] {
  return head
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
    .startsWith('{')
    ? 'ndjson'
    : 'csv';
}

async function* unzip(source: AsyncIterable<Buffer>, path: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  const feeding = Readable.from(source, { objectMode: false });
  feeding.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const chunk of feeding.pipe(gunzip) as AsyncIterable<Buffer>) yield chunk;
  } catch (cause) {
    throw new InputError(path, `the gzip stream is broken (${(cause as Error).message})`, { cause });
  }
}

/** The first bytes of a stream, and the whole of it. */
async function peek(source: AsyncGenerator<Buffer>): Promise<{ head: Buffer; rest: AsyncGenerator<Buffer> }> {
  const first = await source.next();
  const head = first.done ? Buffer.alloc(0) : first.value;
  const rest = async function* (): AsyncGenerator<Buffer> {
    if (first.done) return;
    yield head;
    yield* source;
  };
  return { head: head.subarray(0, 1024), rest: rest() };
}
