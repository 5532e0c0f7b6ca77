import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { ArrayItems } from './array-items.js';

/** How cases come in, and so how answers go out. */
export type Form = 'array' | 'lines';

/** A case as it was read, or why its text is no JSON. */
export type ReadCase = { readonly json: unknown } | { readonly wrong: string };

/** The input holds no JSON at all, or breaks off. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/**
 * Reads cases from a stream: an array, one document, or one a line (NDJSON). Arrays and lines are handed on as they come.
 * @param tell hears the form before the first case
 * @throws InputError where the input as a whole is no JSON
 */
export async function* readCases(input: Readable, tell: (form: Form) => void): AsyncGenerator<ReadCase> {
  const pieces = textOf(input);
  const start = await firstSign(pieces);
  if (start === '') throw new InputError('the input holds no case');
  if (start.trimStart().startsWith('[')) {
    tell('array');
    yield* itemsOf(start, pieces);
  } else {
    tell('lines');
    yield* linesOf(start, pieces);
  }
}

async function* textOf(input: Readable): AsyncGenerator<string> {
  input.setEncoding('utf8');
  for await (const piece of input) yield String(piece);
}

/** The input up to and with its first sign; empty for none. A mark of byte order is none. */
async function firstSign(pieces: AsyncGenerator<string>): Promise<string> {
  for (;;) {
    const next = await pieces.next();
    if (next.done === true) return '';
    const text = next.value.replace(/^\uFEFF/, '');
    if (text.trim() !== '') return text;
  }
}

async function* itemsOf(start: string, pieces: AsyncGenerator<string>): AsyncGenerator<ReadCase> {
  const items = new ArrayItems();
  try {
    for (const text of items.push(start.trimStart())) yield parse(text);
    for await (const piece of pieces) for (const text of items.push(piece)) yield parse(text);
    items.end();
  } catch (error) {
    throw error instanceof SyntaxError ? new InputError(error.message) : error;
  }
}

async function* linesOf(start: string, pieces: AsyncGenerator<string>): AsyncGenerator<ReadCase> {
  let number = 0;
  let first = true;
  let document: string[] | null = null;
  for await (const line of splitLines(start, pieces)) {
    number += 1;
    if (document) document.push(line);
    else if (line.trim() !== '') {
      const read = parse(line);
      // One document over several lines begins with a line that is none by itself.
      if (first && 'wrong' in read) document = [line];
      else yield 'wrong' in read ? { wrong: `line ${number}: ${read.wrong}` } : read;
      first = false;
    }
  }
  if (document) yield whole(document.join('\n'));
}

async function* splitLines(start: string, pieces: AsyncGenerator<string>): AsyncGenerator<string> {
  const together = Readable.from(
    (async function* () {
      yield start;
      yield* pieces;
    })(),
  );
  yield* createInterface({ input: together, crlfDelay: Infinity });
}

function whole(text: string): ReadCase {
  const read = parse(text);
  if ('wrong' in read) throw new InputError(read.wrong);
  return read;
}

function parse(text: string): ReadCase {
  try {
    return { json: JSON.parse(text) as unknown };
  } catch (error) {
    return { wrong: `no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}
