import { exhaustMap, interval, merge, Observable, timer } from 'rxjs';
import { positionOf, type LogItem } from '#event-store';
import { instantOf, type Instant } from '#judge';
import { pulled } from './pulled.js';
import { announceNext, type Announcing } from '../notices/announcer.js';
import type { Session } from './session.js';
import type { Resolved } from './settings.js';
import { StatusTeller, STATUS_MS } from './status.js';
import { untilDone } from './until-done.js';
import { FOLLOWED } from '../streams.js';

/** The log, the clock, what has to be judged again and what to be announced: each step in its turn. Ends with an error or unsubscribed. */
export function follow(session: Session, settings: Resolved): Observable<void> {
  const { tickMs, now } = settings;
  const status = new StatusTeller(session, settings);
  const handTo = () => (status.caughtUp ? now() : readUpTo(session, now()));
  const beside: Announcing['beside'] = (work) => session.beside(work);
  return merge(
    batches(session, settings, status),
    repeated(tickMs, (ended) => untilDone(() => session.step((models) => models.moveHand(handTo())), ended)),
    repeated(tickMs / 5, (ended) =>
      session.isRestating ? untilDone(() => session.step((models) => models.restate()), ended) : Promise.resolve(),
    ),
    repeated(tickMs, (ended) => untilDone(() => announceNext({ eventStore: settings.eventStore, beside }), ended)),
    timer(0, STATUS_MS).pipe(exhaustMap(() => status.tell())),
  );
}

/**
 * Up to where the hand may go before the log is read to its end: what came while nobody read may have kept promises
 * that the clock alone would break.
 */
const readUpTo = ({ checkpoint: { hand, lastRecordedAt } }: Session, now: Instant): Instant =>
  lastRecordedAt === null ? hand : instantOf(Math.min(now, lastRecordedAt));

/** A session that was told to pause: it holds the lease and says how far behind it is. */
export function rest(session: Session, settings: Resolved): Observable<void> {
  const status = new StatusTeller(session, settings);
  return timer(0, STATUS_MS).pipe(exhaustMap(() => status.tell('paused')));
}

function batches(session: Session, settings: Resolved, status: StatusTeller): Observable<void> {
  const { eventStore, batchSize, batchMs, onEvent } = settings;
  const source = (signal: AbortSignal): AsyncIterable<readonly LogItem[]> =>
    eventStore.batches({
      after: positionOf(session.checkpoint.position),
      streamPrefixes: FOLLOWED,
      maxItems: batchSize,
      maxWaitMs: batchMs,
      signal,
    });
  return pulled(source, async (items) => {
    await session.step((models) => models.apply(items));
    if (!items.some(({ kind }) => kind === 'caught-up') || status.caughtUp) return;
    status.caughtUp = true;
    onEvent({ kind: 'caught-up', position: session.checkpoint.position });
  });
}

/** Runs work at intervals, never twice at once; when unsubscribed, long work is told to end after its present step. */
function repeated(everyMs: number, work: (ended: () => boolean) => Promise<void>): Observable<void> {
  return new Observable<void>((subscriber) =>
    interval(everyMs)
      .pipe(exhaustMap(() => work(() => subscriber.closed)))
      .subscribe(subscriber),
  );
}
