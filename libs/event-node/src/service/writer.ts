import type { Expected } from '../wire/append-request.js';
import type { ProposedEvent } from '../wire/recorded-event.js';
import type { Committer } from '../storage/committer.js';
import { appendEvents, deleteStream, type NewId, type WriteResult } from './write-operations.js';

const OVERHEAD_BYTES = 200;

/** Writes on behalf of calls; every answer is of what is on disk. */
export class Writer {
  constructor(
    private readonly committer: Committer,
    private readonly newId: NewId,
    readonly maxAppendBytes: number,
  ) {}

  append(stream: Buffer, expected: Expected, events: readonly ProposedEvent[]): Promise<WriteResult> {
    const name = stream.toString('utf8');
    const bytes = events.reduce((sum, event) => sum + OVERHEAD_BYTES + event.data.length + event.metadata.length, 0);
    return this.committer.submit(bytes, (draft) => appendEvents(draft, this.newId, name, expected, events));
  }

  /** A promise of room when too much waits to be written. */
  room(): Promise<void> | undefined {
    return this.committer.room();
  }

  delete(how: 'soft' | 'tombstone', stream: Buffer, expected: Expected): Promise<WriteResult> {
    const name = stream.toString('utf8');
    return this.committer.submit(OVERHEAD_BYTES, (draft) => deleteStream(draft, this.newId, how, name, expected));
  }
}
