import { saveRebuildProgress, type Queryable, type RebuildProgress, type RebuildState } from '#read-models';

/** How much of a rebuild is done when a phase begins, about. */
const BEGINS: Readonly<Record<RebuildState, number>> = {
  reading: 0,
  judging: 0.4,
  indexing: 0.9,
  'catching-up': 0.97,
  done: 1,
  failed: 1,
};
const ENDS: Readonly<Record<RebuildState, number>> = {
  reading: 0.4,
  judging: 0.9,
  indexing: 0.97,
  'catching-up': 1,
  done: 1,
  failed: 1,
};

/** Says about once a second how far a rebuild is. */
export class Progress {
  private readonly startedAt: number;
  private lastSaid = -Infinity;
  private reached = 0;
  /** Events read so far. */
  events = 0;

  constructor(
    private readonly db: Queryable,
    private readonly now: () => number,
    private readonly onProgress: (progress: RebuildProgress) => void,
  ) {
    this.startedAt = now();
  }

  /** @param part of the phase that is done, 0 to 1 */
  async at(state: RebuildState, part: number): Promise<void> {
    this.reached = BEGINS[state] + (ENDS[state] - BEGINS[state]) * Math.min(1, part);
    const isDue = this.now() - this.lastSaid >= 1_000;
    if (isDue || part === 0) await this.say(state, null);
  }

  done(): Promise<void> {
    this.reached = 1;
    return this.say('done', null);
  }

  failed(error: unknown): Promise<void> {
    return this.say('failed', (error as Error).message);
  }

  private async say(state: RebuildState, error: string | null): Promise<void> {
    const now = this.now();
    this.lastSaid = now;
    const elapsed = Math.max(1, now - this.startedAt);
    const over = state === 'done' || state === 'failed';
    const eta = over || this.reached === 0 ? null : Math.round(this.startedAt + elapsed / this.reached);
    const eventsPerSecond = (this.events * 1_000) / elapsed;
    const { startedAt, reached: progress, events } = this;
    const said = { state, progress, events, eventsPerSecond, eta, startedAt, finishedAt: over ? now : null, error };
    await saveRebuildProgress(this.db, said);
    this.onProgress(said);
  }
}
