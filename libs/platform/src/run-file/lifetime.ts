/** The flag by which a parent asks its child to end with it. */
export const PARENT_PIPE = '--parent-pipe';

/**
 * Calls `end` once, at the first of: SIGTERM, SIGINT, and, where the process was started with `--parent-pipe`, its
 * standard input closing, which a parent's death does however it dies. A second signal ends the process at once.
 */
export function onEnd(end: (why: string) => Promise<void>, argv: readonly string[] = process.argv): void {
  let ending = false;
  const once = (why: string) => {
    if (ending) {
      if (why !== 'parent') process.exit(1);
      return;
    }
    ending = true;
    end(why).then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => once(signal));
  if (!argv.includes(PARENT_PIPE)) return;
  process.stdin.resume();
  for (const event of ['end', 'close', 'error'] as const) process.stdin.once(event, () => once('parent'));
}
