/** Where a verb speaks: sentences for people, one JSON object for programs, complaints. */
export interface Output {
  /** Lines for people; silent with `--json`. */
  readonly say: (...lines: string[]) => void;
  /** The answer for programs, as one line; silent without `--json`. */
  readonly json: (value: unknown) => void;
  /** Lines on standard error. */
  readonly error: (...lines: string[]) => void;
  /** Whether people watch: then bars may be drawn, on standard error. */
  readonly terminal: boolean;
}

/** A reader that has gone (`avenant demo | head`) ends no work: what it would have read is dropped. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/** The output of one run of a verb. */
export function outputFor(options: { readonly json?: boolean }): Output {
  const lines = (stream: NodeJS.WriteStream, texts: readonly string[]) => {
    for (const text of texts) stream.write(text + '\n');
  };
  return {
    say: (...texts) => {
      if (!options.json) lines(process.stdout, texts);
    },
    json: (value) => {
      if (options.json) lines(process.stdout, [JSON.stringify(value)]);
    },
    error: (...texts) => lines(process.stderr, texts),
    terminal: process.stderr.isTTY === true && !options.json,
  };
}
