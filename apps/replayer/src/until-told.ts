/**
 * Resolves when the process is told to end: by SIGTERM or SIGINT, or, with `--parent-pipe`, when standard input closes
 * because whoever started it is gone.
 * @returns what told it
 */
export function untilTold(): Promise<string> {
  return new Promise((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
    if (!process.argv.includes('--parent-pipe')) return;
    process.stdin.on('end', () => resolve('the parent has gone'));
    process.stdin.on('error', () => resolve('the parent has gone'));
    process.stdin.resume();
  });
}
