import { setTimeout as sleep } from 'node:timers/promises';
import { ClientEventStore, type LogItem, positionOf, START } from '#event-store';
import type { Entry, Journal, Note } from './journal.js';
import { SHORT, type Task } from './task.js';

/** A consumer as a projector is one: it handles a batch, then marks how far it is, and goes on from its mark. */
export async function subscriber(
  task: Task & { readonly role: 'subscriber' },
  past: readonly Entry[],
  journal: Journal,
  stop: AbortSignal,
): Promise<void> {
  const { connectionString, bulkReader } = task;
  const log = new ClientEventStore({ connectionString, bulkReader, ...SHORT });
  const mark = past.findLast((entry) => entry.kind === 'mark');
  const after = mark === undefined ? START : positionOf(mark.position);
  journal.write({ kind: 'began', after });
  const { prefixes: streamPrefixes, maxItems } = task;
  for await (const batch of log.batches({ after, streamPrefixes, maxItems, maxWaitMs: 5, signal: stop })) {
    journal.write(...batch.flatMap(noteOf));
    if (task.handleMs > 0) await sleep(task.handleMs);
    const last = batch.findLast((item) => item.kind !== 'caught-up');
    if (last !== undefined) journal.write({ kind: 'mark', position: positionIn(last) });
  }
  await log.close();
}

type Placed = Exclude<LogItem, { readonly kind: 'caught-up' }>;

const positionIn = (item: Placed): number => (item.kind === 'event' ? item.event.position : item.position);

function noteOf(item: LogItem): readonly Note[] {
  switch (item.kind) {
    case 'event': {
      const { id, stream, revision, position } = item.event;
      return [{ kind: 'saw', id, stream, revision, position }];
    }
    case 'checkpoint':
      return [{ kind: 'passed', position: item.position }];
    case 'caught-up':
      return [];
  }
}
