import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';

export type Expected = number | 'none' | 'any';

/** What a client did, line by line, each written before or after the fact, so that a kill leaves a true account. */
export type Entry = { readonly t: number } & (
  | {
      readonly kind: 'offered';
      readonly n: number;
      readonly by: 'port' | 'client';
      readonly stream: string;
      readonly expected: Expected;
      readonly ids: readonly string[];
    }
  | { readonly kind: 'written'; readonly n: number; readonly revision: number; readonly position: number }
  /** The log refused it: it must not be there. */
  | { readonly kind: 'refused'; readonly n: number; readonly why: string }
  /** It may be there or not. */
  | { readonly kind: 'open'; readonly n: number; readonly why: string }
  /** A subscriber begins, or goes on, after this position. */
  | { readonly kind: 'began'; readonly after: number }
  | {
      readonly kind: 'saw';
      readonly id: string;
      readonly stream: string;
      readonly revision: number;
      readonly position: number;
    }
  /** The log said that everything up to here was looked at. */
  | { readonly kind: 'passed'; readonly position: number }
  /** Everything up to here was handled: where it goes on when it is started again. */
  | { readonly kind: 'mark'; readonly position: number }
);

/** An entry before it is stamped. */
export type Note = Entry extends infer E ? (E extends { readonly t: number } ? Omit<E, 't'> : never) : never;

/** A file that only grows. What was written before a kill -9 is there. */
export class Journal {
  private readonly file: number;

  constructor(
    path: string,
    private readonly now: () => number,
  ) {
    const isCutOff = existsSync(path) && !/^$|\n$/.test(readFileSync(path, 'utf8').slice(-1));
    this.file = openSync(path, 'a');
    if (isCutOff) writeSync(this.file, '\n');
  }

  write(...notes: readonly Note[]): void {
    const t = this.now();
    writeSync(this.file, notes.map((note) => `${JSON.stringify({ t, ...note })}\n`).join(''));
  }

  close(): void {
    closeSync(this.file);
  }
}

/** Entries of a journal in order; a line that a kill cut off is left out, for nothing was done after it. */
export function readJournal(path: string): readonly Entry[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8').split('\n').flatMap(entryOf);
}

function entryOf(line: string): readonly Entry[] {
  try {
    return [JSON.parse(line) as Entry];
  } catch {
    return [];
  }
}
