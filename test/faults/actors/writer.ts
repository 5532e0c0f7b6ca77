import { setTimeout as sleep } from 'node:timers/promises';
import { ErrorType } from '@eventstore/db-client';
import {
  type ExpectedRevision,
  type NewEvent,
  StoreUnavailableError,
  UnknownOutcomeError,
  WrongRevisionError,
} from '#event-store';
import { type PlannedAppend, plannedAppend } from '../plan/appends.js';
import type { Entry, Expected, Journal } from './journal.js';
import { penOf, type Placed } from './pens.js';
import type { Task } from './task.js';

/** A run is short and its log small. */
const MOST_APPENDS = 400;

/** After an append without an outcome, in milliseconds: most of them come at once, from a node that is away. */
const REST_MS = 25;

type WriterTask = Task & { readonly role: 'writer' };

/** Appends what the plan says, one after another or several at once, until told to stop. */
export async function writer(
  task: WriterTask,
  past: readonly Entry[],
  journal: Journal,
  stop: AbortSignal,
): Promise<void> {
  const work = new Work(task, journal);
  if (task.by === 'port') for (const offer of unanswered(past)) await work.offerAgain(offer);
  const first = past.reduce((next, entry) => (entry.kind === 'offered' ? Math.max(next, entry.n + 1) : next), 0);
  const pipelined: Promise<void>[] = [];
  for (let n = first; n < MOST_APPENDS && !stop.aborted; n += 1) {
    const planned = plannedAppend(task.seed, task.actor, n);
    const expected = await work.expectedOf(planned);
    const answered = expected === undefined ? Promise.resolve() : work.offer(n, planned, expected);
    if (task.by === 'client' && planned.pipelined) pipelined.push(answered);
    else await answered;
    if (planned.pauseMs > 0) await sleep(planned.pauseMs);
  }
  await Promise.all(pipelined);
  await work.close();
}

type Offered = Extract<Entry, { readonly kind: 'offered' }>;

/** Appends whose answer a kill took away: commands that are repeated with the same ids at the same revision. */
function unanswered(past: readonly Entry[]): readonly Offered[] {
  const answered = new Set(past.flatMap((entry) => (isAnswer(entry) ? [entry.n] : [])));
  return past.filter((entry): entry is Offered => entry.kind === 'offered' && !answered.has(entry.n));
}

const isAnswer = (entry: Entry) => entry.kind === 'written' || entry.kind === 'refused' || entry.kind === 'open';

class Work {
  private readonly pen;
  /** The last revisions as far as this writer knows; what it has offered and not yet heard of counts as written. */
  private readonly revisions = new Map<string, ExpectedRevision>();

  constructor(
    private readonly task: WriterTask,
    private readonly journal: Journal,
  ) {
    this.pen = penOf(task);
  }

  /** The revision to name; undefined where the writer would have to know it and the log cannot say. */
  async expectedOf({ stream, expected, looks }: PlannedAppend): Promise<Expected | undefined> {
    if (this.task.by === 'client' && expected === 'any') return 'any';
    const known = looks ? undefined : this.revisions.get(stream);
    return known ?? (await this.pen.revisionOf(stream));
  }

  /** Notes an append, sends it and notes what became of it. */
  offer(n: number, { stream, ids, padding }: PlannedAppend, expected: Expected): Promise<void> {
    this.journal.write({ kind: 'offered', n, by: this.task.by, stream, expected, ids });
    if (expected === 'any') this.revisions.delete(stream);
    else this.revisions.set(stream, (expected === 'none' ? -1 : expected) + ids.length);
    return this.noted(n, stream, this.pen.append(stream, expected, ids.map(eventOf(padding))));
  }

  offerAgain({ n, stream, expected, ids }: Offered): Promise<void> {
    const { padding } = plannedAppend(this.task.seed, this.task.actor, n);
    return this.noted(n, stream, this.pen.append(stream, expected, ids.map(eventOf(padding))));
  }

  close(): Promise<void> {
    return this.pen.close();
  }

  private async noted(n: number, stream: string, outcome: Promise<Placed>): Promise<void> {
    try {
      const { revision, position } = await outcome;
      this.journal.write({ kind: 'written', n, revision, position });
    } catch (error) {
      if (this.task.by === 'port' && !isPromised(error)) throw error;
      this.revisions.delete(stream);
      if (!isRefusal(error)) await sleep(REST_MS);
      this.journal.write({ kind: isRefusal(error) ? 'refused' : 'open', n, why: String(error) });
    }
  }
}

const eventOf =
  (padding: number) =>
  (id: string, i: number): NewEvent => ({
    id,
    type: 'Happened',
    data: { i, padding: 'x'.repeat(padding) },
    metadata: { schema: 1 },
  });

/** What the adapter says an append may end with. */
const isPromised = (error: unknown) =>
  error instanceof UnknownOutcomeError || error instanceof WrongRevisionError || error instanceof StoreUnavailableError;

/** What the adapter and the log promise to have left no trace. */
function isRefusal(error: unknown): boolean {
  const isWrong = (error as { type?: ErrorType }).type === ErrorType.WRONG_EXPECTED_VERSION;
  return isWrong || error instanceof WrongRevisionError || error instanceof StoreUnavailableError;
}
