import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { REBUILD_FLAGS } from '../../../apps/projector/src/rebuild-in-child.js';
import type { ReadAll } from './read-all.js';

const MAIN = join(import.meta.dirname, '../../../dist/apps/projector/src/rebuild-process.js');
const READ_ALL = join(import.meta.dirname, 'read-all.ts');
const LOOK_MS = 10;

/** What a rebuild took. */
export interface RebuildRun {
  readonly events: number;
  readonly eventsPerSecond: number;
  /** From the beginning of the rebuild to its end, and what part of it each phase took. */
  readonly seconds: Readonly<Record<string, number>>;
  /** The whole process, from its start to its end. */
  readonly processSeconds: number;
  readonly cores: number;
  readonly peakRssMib: number;
}

export interface Where {
  readonly database: string;
  readonly eventStore: string;
}

/** One rebuild in a process of its own, started as the projector starts it. */
export async function rebuildRun({ database, eventStore }: Where): Promise<RebuildRun> {
  const db = new pg.Client({ connectionString: database });
  await db.connect();
  const began = performance.now();
  const child = fork(MAIN, [], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [...REBUILD_FLAGS],
    env: { ...process.env, AVENANT_DATABASE: database, AVENANT_EVENTSTORE: eventStore },
  });
  const ended = once(child, 'exit');
  let why = 'it was ended';
  child.on('message', (said: { failure: string }) => (why = said.failure));
  const watch = new Watch(child, db);
  try {
    await watch.untilExit();
    const [code] = (await ended) as [number | null];
    if (code !== 0) throw new Error(`the rebuild did not come to its end: ${why}`);
    return await watch.figures((performance.now() - began) / 1000);
  } finally {
    await db.end();
  }
}

/** Looks at a rebuild while it runs: its phase by what it says in the database, its memory by what the kernel says. */
class Watch {
  private readonly phases = new Map<string, number>();
  private over = false;
  private peakKib = 0;
  private cpuSeconds = 0;

  constructor(
    private readonly child: ChildProcess,
    private readonly db: pg.Client,
  ) {
    child.once('exit', () => (this.over = true));
  }

  async untilExit(): Promise<void> {
    for (; !this.over; await sleep(LOOK_MS)) {
      this.lookAtProcess();
      const { rows } = await this.db.query<{ state: string }>(
        `SELECT state FROM avenant_engine.projection_rebuilds WHERE finished_at IS NULL`,
      );
      const state = rows[0]?.state;
      if (state !== undefined && !this.phases.has(state)) this.phases.set(state, performance.now());
    }
  }

  async figures(processSeconds: number): Promise<RebuildRun> {
    const { rows } = await this.db.query<{ state: string; events: string; error: string | null; seconds: number }>(
      `SELECT state, events, error, extract(epoch FROM finished_at - started_at)::float8 AS seconds
       FROM avenant_engine.projection_rebuilds`,
    );
    const [said] = rows;
    if (said?.state !== 'done') throw new Error(`the rebuild says ${JSON.stringify(said)}`);
    const starts = [...this.phases];
    const first = starts[0]?.[1] ?? 0;
    const end = first + said.seconds * 1000;
    const seconds: Record<string, number> = { whole: round(said.seconds) };
    for (const [i, [name, from]] of starts.entries())
      seconds[name] = round(((starts[i + 1]?.[1] ?? end) - from) / 1000);
    return {
      events: Number(said.events),
      eventsPerSecond: Math.round(Number(said.events) / said.seconds),
      seconds,
      processSeconds: round(processSeconds),
      cores: round(this.cpuSeconds / processSeconds),
      peakRssMib: Math.round(this.peakKib / 1024),
    };
  }

  /** The kernel keeps the peak itself; the last look is at most `LOOK_MS` before the end. */
  private lookAtProcess(): void {
    try {
      const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
      this.peakKib = Math.max(this.peakKib, Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0));
      const stat = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      this.cpuSeconds = Math.max(this.cpuSeconds, (Number(fields[11]) + Number(fields[12])) / 100);
    } catch {
      return;
    }
  }
}

/** The empty loop of the official client, in a process of its own. */
export async function readAllRun(eventStore: string): Promise<ReadAll> {
  const child = fork(READ_ALL, [eventStore], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const answered = once(child, 'message') as Promise<[ReadAll]>;
  const [answer] = await Promise.race([answered, once(child, 'exit').then(() => answered)]);
  return answer;
}

const round = (value: number): number => Number(value.toFixed(2));
