import { BACKWARDS, END, ErrorType, START as FROM_START, type EventStoreDBClient } from '@eventstore/db-client';
import { START, type Position, type RecordedEvent } from '../port.js';
import type { Piece, PieceScope } from '../reader/bulk-reader.js';
import type { Calls } from './calls.js';
import { fromPosition, toPosition, toRecorded } from './convert.js';
import { answersOf } from './no-answer.js';

/**
 * Reads through the official client. Every read is short, has a deadline, and is read to its end: the client keeps a stream
 * that is left early for ever.
 */
export class ClientReader {
  constructor(
    private readonly calls: Calls,
    /** A read that gives nothing for so long has failed, in milliseconds. */
    private readonly silentMs: number,
  ) {}

  /** Events strictly after a position, up to another or to the end of the log. One attempt for each piece. */
  async *pieces({ after, upTo, wants, size }: PieceScope): AsyncGenerator<Piece> {
    for (let last = after; last < upTo;) {
      const events = await this.calls.once((client) => this.after(client, last, size));
      const furthest = events.at(-1);
      if (furthest === undefined) return;
      last = furthest.position;
      yield { events: events.filter(({ position, stream }) => position <= upTo && wants(stream)), last };
    }
  }

  /** At most so many events strictly after a position; a read of the log includes the place it starts from. */
  async after(client: EventStoreDBClient, after: Position, most: number): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    const read = client.readAll({
      fromPosition: after === START ? FROM_START : fromPosition(after),
      maxCount: most + 1,
    });
    for await (const { event } of answersOf(read, this.silentMs)) {
      if (event === undefined) continue;
      const recorded = toRecorded(event);
      if (recorded.position > after && events.length < most) events.push(recorded);
    }
    return events;
  }

  /** The position of the last event of all, `START` when there is none. */
  async head(client: EventStoreDBClient): Promise<Position> {
    const newest = client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 });
    let head = START;
    for await (const { event } of answersOf(newest, this.silentMs))
      if (event?.position !== undefined) head = toPosition(event.position);
    return head;
  }

  /** Events of a stream; none where it is missing. */
  async stream(
    client: EventStoreDBClient,
    stream: string,
    from: number,
    maxCount?: number,
  ): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    const most = maxCount === undefined ? {} : { maxCount };
    try {
      const read = client.readStream(stream, { fromRevision: BigInt(from), ...most });
      for await (const { event } of answersOf(read, this.silentMs))
        if (event !== undefined) events.push(toRecorded(event));
    } catch (error) {
      if ((error as { type?: ErrorType }).type !== ErrorType.STREAM_NOT_FOUND) throw error;
    }
    return events;
  }
}
