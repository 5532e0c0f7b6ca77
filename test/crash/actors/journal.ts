import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';

export type Entry =
  /** It became the writer. */
  | { readonly kind: 'hot'; readonly epoch: number }
  | { readonly kind: 'trouble'; readonly why: string }
  /** It kills itself now. */
  | { readonly kind: 'dies'; readonly at: string }
  /** It is about to commit although the lease it took is another's: a promise broken. */
  | { readonly kind: 'stale'; readonly epoch: number; readonly now: number }
  | { readonly kind: 'rebuilt' };

/** A file that only grows; each line is written before what it tells of goes on, so a kill leaves a true account. */
export class Journal {
  private readonly file: number;

  constructor(path: string) {
    this.file = openSync(path, 'a');
  }

  write(entry: Entry): void {
    writeSync(this.file, `${JSON.stringify(entry)}\n`);
  }

  close(): void {
    closeSync(this.file);
  }
}

/** The entries of a journal; a line that a kill cut off is left out. */
export function readJournal(path: string): readonly Entry[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as Entry];
      } catch {
        return [];
      }
    });
}
