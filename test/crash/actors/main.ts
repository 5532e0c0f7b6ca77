/** A process of a run: it is given one task after another over IPC, and dies with whoever gave them. */
import { perform } from './perform.js';
import type { Order, Word } from './task.js';
import { type Watch, watchPostgres } from './watched-postgres.js';

let stop = new AbortController();
let now = 0;
let watch: Watch | null = null;

watchPostgres(() => watch);

const say = (word: Word): void => void process.send?.(word);

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}

process.on('disconnect', () => process.exit(0));
process.on('message', (order: Order) => {
  if (order === 'stop') return stop.abort();
  now = order.now;
  if (!('role' in order)) return;
  stop = new AbortController();
  perform(order, { now: () => now, stop: stop.signal, say, watch: (next) => (watch = next) }).then(
    () => say('done'),
    fail,
  );
});
say('ready');
