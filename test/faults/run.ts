import { setTimeout as sleep } from 'node:timers/promises';
import { ClientEventStore, START } from '#event-store';
import { type Entry, readJournal } from './actors/journal.js';
import { SHORT } from './actors/task.js';
import { checkLog, checkSame } from './checks/check-log.js';
import { checkSubscriber, concerns } from './checks/check-subscriber.js';
import { checkWriter, offeredIds } from './checks/check-writer.js';
import type { Logged, Violation } from './checks/violation.js';
import { type Actor, Course } from './course.js';
import type { ClientProcesses } from './parts/client-process.js';
import type { Plan } from './plan/plan.js';

/** What a run came to. */
export interface RunReport {
  readonly seed: number;
  readonly ms: number;
  /** What was done, in words. */
  readonly steps: readonly string[];
  /** Promises that were not kept, and during which step. */
  readonly violations: readonly string[];
  readonly counts: RunCounts;
}

export interface RunCounts {
  readonly events: number;
  /** Appends by their outcome. */
  readonly acknowledged: number;
  readonly refused: number;
  readonly open: number;
  /** Events that subscribers were given, those again after a mark included. */
  readonly seen: number;
  readonly again: number;
}

/** How long subscribers may take to see the last event once everything works again. */
const CATCH_UP_MS = 30_000;

/** A run in which less came through says nothing. */
const LEAST_APPENDS = 20;

/** Carries a plan out with a node, a proxy and clients of its own, in a folder of its own, and checks what came of it. */
export async function run(plan: Plan, folder: string, processes: ClientProcesses): Promise<RunReport> {
  const began = performance.now();
  const course = await Course.start(plan, folder, processes);
  const outcome = await carriedOut(course);
  await course.close();
  return {
    seed: plan.seed,
    ms: Math.round(performance.now() - began),
    steps: course.done.map(({ words }) => words),
    violations: [...course.violations, ...outcome.violations].map((violation) => inStep(violation, course)),
    counts: outcome.counts,
  };
}

async function carriedOut(course: Course) {
  await course.carryOut();
  await course.stopWriters();
  const log = await readLog(course.node.connectionString);
  await untilSeen(course.actors, log);
  await course.stopSubscribers();
  const again = await readLog(course.node.connectionString);
  return judged(course.actors, again);
}

/** The log as the adapter's bulk reader and its streams as its stream reader give it. */
interface LogRead {
  readonly all: readonly Logged[];
  readonly byStream: readonly Logged[];
}

async function readLog(connectionString: string): Promise<LogRead> {
  const log = new ClientEventStore({ connectionString, ...SHORT });
  try {
    const all: Logged[] = [];
    for await (const batch of log.readAll({ after: START, streamPrefixes: [''] })) all.push(...batch);
    const streams = [...new Set(all.map(({ stream }) => stream))];
    const read = await Promise.all(streams.map((stream) => log.readStream(stream)));
    return { all, byStream: read.flat().sort((one, other) => one.position - other.position) };
  } finally {
    await log.close();
  }
}

async function untilSeen(actors: readonly Actor[], { all }: LogRead): Promise<void> {
  const late = performance.now() + CATCH_UP_MS;
  for (const { role, prefixes, task } of actors) {
    const last = all.findLast((event) => concerns(prefixes, event));
    if (role === 'writer' || last === undefined) continue;
    while (!readJournal(task.journal).some((entry) => entry.kind === 'saw' && entry.position >= last.position)) {
      if (performance.now() > late) return;
      await sleep(20);
    }
  }
}

function judged(actors: readonly Actor[], { all, byStream }: LogRead) {
  const journals = actors.map(({ task }) => readJournal(task.journal));
  const ids = new Set(journals.flatMap(offeredIds));
  const unknown = all.filter(({ id }) => !ids.has(id)).map(({ id }) => ({ what: `nobody offered event ${id}` }));
  const told = actors.flatMap(({ role, prefixes }, i) => {
    const journal = journals[i] ?? [];
    const violations = role === 'writer' ? checkWriter(journal, all) : checkSubscriber(journal, prefixes, all);
    return violations.map(({ what, ...when }): Violation => ({ ...when, what: `${role} ${i}: ${what}` }));
  });
  const counts = { events: all.length, ...countsOf(journals.flat(), journals) };
  const idle =
    counts.acknowledged < LEAST_APPENDS ? [{ what: `only ${counts.acknowledged} appends came through` }] : [];
  const violations = [
    ...idle,
    ...checkLog(all),
    ...checkSame('all against streams', all, byStream),
    ...unknown,
    ...told,
  ];
  return { violations, counts };
}

function countsOf(entries: readonly Entry[], journals: readonly (readonly Entry[])[]) {
  const count = (kind: Entry['kind']) => entries.filter((entry) => entry.kind === kind).length;
  const answered = count('written') + count('refused');
  const distinct = journals.reduce(
    (sum, journal) => sum + new Set(journal.flatMap((entry) => (entry.kind === 'saw' ? [entry.position] : []))).size,
    0,
  );
  const seen = count('saw');
  return {
    acknowledged: count('written'),
    refused: count('refused'),
    open: count('offered') - answered,
    seen,
    again: seen - distinct,
  };
}

function inStep({ what, t }: Violation, course: Course): string {
  const step = t === undefined ? -1 : course.done.findLastIndex((done) => done.t <= t);
  const words = course.done[step]?.words;
  return words === undefined ? what : `${what} (during step ${step + 1}, ${words})`;
}
