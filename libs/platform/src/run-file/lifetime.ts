/** The flag by which a parent asks its child to end with it. */
export const PARENT_PIPE = '--parent-pipe';

/** npm passes a Ctrl-C on to a process that the terminal has told already: what comes so soon after is no second wish. */
const ECHO_MS = 2_000;

/**
 * Calls `end` once, at the first of: SIGTERM, SIGINT, and, where the process was started with `--parent-pipe`, its
 * standard input closing, which a parent's death does however it dies. Then exits with `end`'s answer, 0 when it has
 * none; a later second signal ends the process at once.
 */
export function onEnd(end: (why: string) => Promise<number | void>, argv: readonly string[] = process.argv): void {
  let began: number | undefined;
  const begin = (why: string) => {
    if (began !== undefined) {
      if (why !== 'parent' && performance.now() - began > ECHO_MS) process.exit(1);
      return;
    }
    began = performance.now();
    end(why).then(
      (code) => process.exit(code ?? 0),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => begin(signal));
  if (!argv.includes(PARENT_PIPE)) return;
  process.stdin.resume();
  for (const event of ['end', 'close', 'error'] as const) process.stdin.once(event, () => begin('parent'));
}
