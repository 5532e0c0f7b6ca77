import {
  defer,
  distinctUntilChanged,
  exhaustMap,
  interval,
  merge,
  Observable,
  retry,
  Subject,
  switchMap,
  takeUntil,
  timer,
} from 'rxjs';
import { LeaseLostError } from '#read-models';
import { follow, rest } from './follow.js';
import { Rebuilds } from './rebuilds.js';
import { Requests } from './requests.js';
import { Session } from './session.js';
import { resolve, type ProjectorEvent, type ProjectorSettings, type Resolved } from './settings.js';

/** Another process is the writer. */
class StandbyError extends Error {}

/**
 * Follows the log and the clock and moves the read models. Of several, one is hot and the others wait for its lease.
 * Troubles (PostgreSQL or the log away, the lease lost) end a session and start another after a while.
 *
 *     const projector = new Projector({ eventStore, databaseUrl, owner: 'host-1:4711', now });
 *     await projector.start();
 */
export class Projector {
  private readonly settings: Resolved;
  private readonly rebuilds: Rebuilds;
  private readonly stopping = new Subject<void>();
  private readonly settled = new Subject<void>();
  private lastSession: Promise<void> = Promise.resolve();
  private ended: Promise<void> = Promise.resolve();
  private role: ProjectorEvent['kind'] | null = null;

  constructor(settings: ProjectorSettings) {
    this.settings = resolve(settings);
    this.rebuilds = new Rebuilds(this.settings);
  }

  /** Starts; resolves when this process is hot, or has found another one hot. */
  start(): Promise<void> {
    const started = new Promise<void>((done) => this.settled.subscribe({ next: done, complete: done }));
    const running = this.sessions().pipe(
      switchMap((session) => this.work(session)),
      retry({ delay: (error: unknown, count) => this.delayAfter(error, count), resetOnSuccess: true }),
      takeUntil(this.stopping),
    );
    this.ended = new Promise((done) => running.subscribe({ complete: done }));
    return started;
  }

  /** Lets the step under way end and gives the lease back; resolves when nothing of this projector runs any more. */
  async stop(): Promise<void> {
    this.stopping.next();
    await this.ended;
    await this.lastSession;
    this.settled.complete();
  }

  /** One session, closed when unsubscribed; no second one begins before the first has ended. */
  private sessions(): Observable<Session> {
    return new Observable<Session>((subscriber) => {
      const opening = this.lastSession.then(() => Session.open(this.settings));
      this.lastSession = opening.then(
        () => undefined,
        () => undefined,
      );
      opening.then(
        (session) => {
          this.tell(session);
          if (session === null) subscriber.error(new StandbyError());
          else subscriber.next(session);
        },
        (error: unknown) => subscriber.error(error),
      );
      return () => {
        this.lastSession = opening.then(
          (session) => session?.close(),
          () => undefined,
        );
      };
    });
  }

  private work(session: Session): Observable<void> {
    const { leaseMs } = this.settings;
    const working = defer(() => Requests.open(session, this.settings, this.rebuilds)).pipe(
      switchMap((requests) =>
        merge(
          requests.serve(),
          requests.paused.pipe(
            distinctUntilChanged(),
            switchMap((paused) => (paused ? rest(session, this.settings) : follow(session, this.settings))),
          ),
        ),
      ),
    );
    return merge(working, interval(leaseMs / 3).pipe(exhaustMap(() => session.renew())));
  }

  private tell(session: Session | null): void {
    const role = session === null ? 'standby' : 'hot';
    if (session !== null) {
      const { lease, checkpoint } = session;
      this.settings.onEvent({ kind: 'hot', epoch: lease.epoch, position: checkpoint.position });
    } else if (this.role !== 'standby') this.settings.onEvent({ kind: 'standby' });
    this.role = role;
    this.settled.next();
  }

  private delayAfter(error: unknown, count: number): Observable<unknown> {
    if (error instanceof StandbyError) return timer(this.settings.leaseMs / 10);
    this.role = null;
    if (error instanceof LeaseLostError) return timer(0);
    this.settings.onEvent({ kind: 'trouble', error });
    return timer(Math.min(5_000, 100 * 2 ** Math.min(count, 6)));
  }
}
