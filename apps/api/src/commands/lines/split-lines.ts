/** A line of a stream: its number, from 1, and its bytes without the line end; null: longer than allowed, not kept. */
export interface RawLine {
  readonly line: number;
  readonly bytes: Buffer | null;
}

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Splits a stream of bytes into lines as they arrive, holding at most one line of `limit` bytes. */
export async function* splitLines(chunks: AsyncIterable<Buffer>, limit: number): AsyncGenerator<RawLine> {
  const open = new OpenLine(limit);
  let line = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      open.add(chunk.subarray(from, end));
      yield { line: (line += 1), bytes: open.take() };
      from = end + 1;
    }
    open.add(chunk.subarray(from));
  }
  if (!open.isEmpty) yield { line: line + 1, bytes: open.take() };
}

/** The line whose end has not been seen. */
class OpenLine {
  private parts: Buffer[] = [];
  private length = 0;

  constructor(private readonly limit: number) {}

  get isEmpty(): boolean {
    return this.length === 0;
  }

  add(part: Buffer): void {
    if (part.length === 0) return;
    this.length += part.length;
    if (this.length > this.limit) this.parts = [];
    else this.parts.push(part);
  }

  take(): Buffer | null {
    const [first] = this.parts;
    const whole = this.parts.length === 1 && first !== undefined ? first : Buffer.concat(this.parts);
    const line = this.length > this.limit ? null : withoutReturn(whole);
    this.parts = [];
    this.length = 0;
    return line;
  }
}

const withoutReturn = (line: Buffer): Buffer => (line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line);
