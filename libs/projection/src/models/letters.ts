import type { RecordedEvent } from '#event-store';
import { writeEventLetters, writeWaiting, type Queryable, type StuckStream } from '#read-models';

/** The dead letters of one batch: events that cannot be applied, and those that wait behind such a one. */
export class Letters {
  /** One a stream, the first that cannot be applied. */
  private readonly refused = new Map<string, { readonly event: RecordedEvent; readonly reason: string }>();
  private readonly waiting = new Map<string, number>();
  /** Of streams whose events stand by themselves. */
  private readonly alone: { readonly event: RecordedEvent; readonly reason: string }[] = [];

  /** @param stuck streams that wait already, by name; those of this batch are added */
  constructor(private readonly stuck: Map<string, StuckStream>) {}

  /** Whether an event has to wait behind one that could not be applied. */
  waits({ stream, revision }: RecordedEvent): boolean {
    const behind = this.stuck.get(stream);
    if (behind === undefined || revision < behind.revision) return false;
    if (revision > behind.revision) this.waiting.set(stream, Math.max(revision, this.waiting.get(stream) ?? 0));
    return true;
  }

  /**
   * Notes an event that cannot be applied; the rest of its stream waits. Events of a batch are first read and then
   * applied, so one may be refused although a later one of its stream was before: that one waits too.
   */
  add(event: RecordedEvent, reason: string): void {
    const { stream, revision } = event;
    const other = this.refused.get(stream)?.event;
    if (other === undefined || revision < other.revision) {
      this.refused.set(stream, { event, reason });
      this.stuck.set(stream, { stream, revision, waitingTo: revision });
    }
    if (other !== undefined) this.waits(revision < other.revision ? other : event);
  }

  /** Notes an event that cannot be applied and that no other of its stream waits for. */
  addAlone(event: RecordedEvent, reason: string): void {
    this.alone.push({ event, reason });
  }

  /** A stream is applied anew: nothing of it waits. */
  release(stream: string): void {
    this.stuck.delete(stream);
  }

  async write(db: Queryable): Promise<void> {
    await writeEventLetters(db, [...this.refused.values(), ...this.alone]);
    await writeWaiting(db, this.waiting);
  }
}
