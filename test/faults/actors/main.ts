/** A client in a process of its own: it is given one task after another over IPC, and dies with whoever gave them. */
import { perform } from './perform.js';
import type { Task } from './task.js';

let stop = new AbortController();

process.on('disconnect', () => process.exit(0));
process.on('message', (said: Task | 'stop') => {
  if (said === 'stop') return stop.abort();
  stop = new AbortController();
  perform(said, stop.signal).then(
    () => process.send?.('done'),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exit(1);
    },
  );
});
process.send?.('ready');
