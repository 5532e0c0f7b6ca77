import { ClientEventStore, type ExpectedRevision, type NewEvent } from '#event-store';

/** How long a single append may be tried again, in milliseconds. */
const WITHIN_MS = 60_000;

/** Whoever gives commands in a run: appends in order, and repeats what got no answer until it is written. */
export class Appender {
  private readonly revisions = new Map<string, ExpectedRevision>();
  readonly log: ClientEventStore;

  constructor(connectionString: string) {
    this.log = new ClientEventStore({ connectionString, callMs: 1_500, withinMs: 15_000 });
  }

  async append(stream: string, events: readonly NewEvent[]): Promise<void> {
    const expected = this.revisions.get(stream) ?? 'none';
    for (const late = performance.now() + WITHIN_MS; ;) {
      try {
        const { revision } = await this.log.append(stream, expected, events);
        this.revisions.set(stream, revision);
        return;
      } catch (error) {
        if (performance.now() > late || !isPassing(error)) throw error;
      }
    }
  }

  close(): Promise<void> {
    return this.log.close();
  }
}

const isPassing = (error: unknown): boolean =>
  ['StoreUnavailableError', 'UnknownOutcomeError'].includes((error as Error).name);
