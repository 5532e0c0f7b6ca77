import pg from 'pg';
import { closeRequest, LIVE_SCHEMA, searchPath } from '#read-models';
import type { Resolved } from './settings.js';

/**
 * Rebuilds that a projector was asked for, one at a time. They outlive sessions: the swap of a rebuild fences the very
 * session that began it. One that comes to its end closes its requests in the transaction of the swap, so none is done
 * twice; one that was killed leaves them open, and the next session begins it anew.
 */
export class Rebuilds {
  private running = false;

  constructor(private readonly settings: Resolved) {}

  /** Begins a rebuild, unless one runs already. */
  begin(requestId: string): void {
    if (this.running) return;
    this.running = true;
    this.settings
      .rebuild()
      .catch((error: unknown) => this.fail(requestId, error))
      .catch((error: unknown) => this.settings.onEvent({ kind: 'trouble', error }))
      .finally(() => (this.running = false));
  }

  private async fail(requestId: string, error: unknown): Promise<void> {
    this.settings.onEvent({ kind: 'trouble', error });
    const db = new pg.Client({ connectionString: this.settings.databaseUrl, options: searchPath(LIVE_SCHEMA) });
    await db.connect();
    try {
      await closeRequest(db, requestId, (error as Error).message);
    } finally {
      await db.end();
    }
  }
}
