import { setTimeout as sleep } from 'node:timers/promises';
import { EventNode } from '#event-node';
import { ClientEventStore } from '#event-store';
import { instantOf } from '#judge';
import { Projector, rebuild, type ProjectorEvent } from '#projection';
import { Doom } from './doom.js';
import { Journal } from './journal.js';
import type { NodeTask, ProjectorTask, RebuilderTask, Task, Word } from './task.js';
import type { Watch } from './watched-postgres.js';
import { WatchedStore } from './watched-store.js';

/** What a task has of the process that does it. */
export interface Surroundings {
  /** Milliseconds since 1970, by the clock of the run. */
  readonly now: () => number;
  readonly stop: AbortSignal;
  readonly say: (word: Word) => void;
  readonly watch: (watch: Watch | null) => void;
}

/** Settings of the adapter that are short enough for a run of seconds. */
const SHORT = { callMs: 1_500, withinMs: 8_000, silentMs: 400 } as const;

/** Does a task until told to stop. */
export async function perform(task: Task, around: Surroundings): Promise<void> {
  if (task.role === 'node') return node(task, around);
  const journal = new Journal(task.journal);
  const doom = new Doom(task.aim, (at) => journal.write({ kind: 'dies', at }));
  const watch = { doom, journal };
  around.watch(watch);
  try {
    await (task.role === 'projector' ? projector(task, watch, around) : rebuilder(task, watch, around));
  } finally {
    around.watch(null);
    journal.close();
  }
}

async function node({ dataDir, port }: NodeTask, { now, stop, say }: Surroundings): Promise<void> {
  const opened = await EventNode.open({ dataDir, port, now });
  say('listening');
  await told(stop);
  await opened.close();
}

async function projector(task: ProjectorTask, { doom, journal }: Watch, around: Surroundings): Promise<void> {
  const { connectionString, databaseUrl, owner, batchSize, pageSize, leaseMs } = task;
  const eventStore = new WatchedStore(new ClientEventStore({ connectionString, ...SHORT }), doom, task.again);
  const rebuilding = new Set<Promise<void>>();
  const running = new Projector({
    ...{ eventStore, databaseUrl, owner, batchSize, pageSize, leaseMs, batchMs: 5, tickMs: 20 },
    now: () => instantOf(around.now()),
    rebuild: () => {
      const done = anew(task, { doom, journal }, around);
      rebuilding.add(done);
      return done;
    },
    onEvent: (event) => note(event, journal, around.say),
  });
  await running.start();
  await told(around.stop);
  await running.stop();
  await Promise.allSettled(rebuilding);
  await eventStore.close();
}

async function rebuilder(task: RebuilderTask, watch: Watch, around: Surroundings): Promise<void> {
  // That it fails is no fault: the node may be away, or another process rebuilds.
  await anew(task, watch, around).catch((error: unknown) =>
    watch.journal.write({ kind: 'trouble', why: String(error) }),
  );
  await told(around.stop);
}

async function anew(
  task: ProjectorTask | RebuilderTask,
  { doom, journal }: Watch,
  around: Surroundings,
): Promise<void> {
  const { connectionString, databaseUrl, tempDir } = task;
  const eventStore = new WatchedStore(new ClientEventStore({ connectionString, ...SHORT }), doom, 0);
  const now = () => instantOf(around.now());
  try {
    await doom.whileRebuilding(() => rebuild({ eventStore, databaseUrl, tempDir, now }));
    journal.write({ kind: 'rebuilt' });
  } finally {
    await eventStore.close();
  }
}

function note(event: ProjectorEvent, journal: Journal, say: Surroundings['say']): void {
  switch (event.kind) {
    case 'hot':
      journal.write({ kind: 'hot', epoch: event.epoch });
      return say({ hot: event.epoch });
    case 'standby':
      return say('standby');
    case 'trouble':
      return journal.write({ kind: 'trouble', why: String(event.error) });
    case 'caught-up':
      return;
    default:
      return event satisfies never;
  }
}

/** Waits until told to stop. The timer keeps a process at work that has nothing else to wait for. */
async function told(stop: AbortSignal): Promise<void> {
  while (!stop.aborted) await sleep(60_000, undefined, { signal: stop }).catch(() => undefined);
}
