import pg from 'pg';
import { BehaviorSubject, exhaustMap, fromEvent, map, merge, Observable, startWith, timer } from 'rxjs';
import {
  closeRequest,
  openRequests,
  queryRows,
  REQUEST_CHANNEL,
  PROJECTION,
  type ProjectionRequest,
  type Queryable,
} from '#read-models';
import type { Rebuilds } from './rebuilds.js';
import type { Session } from './session.js';
import type { Resolved } from './settings.js';

/** How often requests are looked for where no NOTIFY tells of them, in milliseconds. */
const LOOK_MS = 5_000;

/** What operators ask of the projector, in order. */
export class Requests {
  private constructor(
    private readonly session: Session,
    private readonly settings: Resolved,
    private readonly rebuilds: Rebuilds,
    /** Whether the projector is to rest. */
    readonly paused: BehaviorSubject<boolean>,
  ) {}

  static async open(session: Session, settings: Resolved, rebuilds: Rebuilds): Promise<Requests> {
    const paused = await session.beside(wasPaused);
    return new Requests(session, settings, rebuilds, new BehaviorSubject(paused));
  }

  /** Serves what is asked, now and from now on. */
  serve(): Observable<void> {
    return merge(timer(0, LOOK_MS), notified(this.settings.databaseUrl)).pipe(exhaustMap(() => this.serveOpen()));
  }

  private async serveOpen(): Promise<void> {
    for (const request of await this.session.beside(openRequests)) await this.serveOne(request);
  }

  private async serveOne({ id, kind, argument }: ProjectionRequest): Promise<void> {
    switch (kind) {
      case 'rebuild':
        return this.rebuilds.begin(id);
      case 'pause':
      case 'resume':
        await this.close(id);
        return this.paused.next(kind === 'pause');
      case 'retry':
        return this.close(id, await this.retry(argument ?? ''));
      default:
        return this.close(id, `"${String(kind satisfies never)}" is no known request`);
    }
  }

  private async retry(deadLetter: string): Promise<string | null> {
    const done = await this.session.step((models) => models.retry(deadLetter));
    return done ? null : `there is no dead letter ${deadLetter}`;
  }

  private close(id: string, error: string | null = null): Promise<void> {
    return this.session.beside((db) => closeRequest(db, id, error));
  }
}

/** The last that was said of pausing holds, also after a restart. */
async function wasPaused(db: Queryable): Promise<boolean> {
  const rows = await queryRows<{ kind: string }>(
    db,
    `SELECT kind FROM projection_requests WHERE name = $1 AND kind IN ('pause', 'resume') AND done_at IS NOT NULL
     ORDER BY id DESC LIMIT 1`,
    [PROJECTION],
  );
  return rows[0]?.kind === 'pause';
}

/** Emits when somebody notifies of a request. */
function notified(databaseUrl: string): Observable<void> {
  return new Observable<void>((subscriber) => {
    const client = new pg.Client({ connectionString: databaseUrl, application_name: 'avenant requests' });
    const listening = fromEvent(client, 'notification').pipe(
      map(() => undefined),
      startWith(undefined),
    );
    client.on('error', (error) => subscriber.error(error));
    client
      .connect()
      .then(() => client.query(`LISTEN ${REQUEST_CHANNEL}`))
      .then(() => listening.subscribe(subscriber))
      .catch((error: unknown) => subscriber.error(error));
    return () => void client.end().catch(() => undefined);
  });
}
