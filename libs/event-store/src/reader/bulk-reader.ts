import { positionOf, START, type LogItem, type Position, type RecordedEvent } from '../port.js';
import { AnswerWalker, type Listener } from './answer-walker.js';
import { FrameSplitter } from './frames.js';
import { MalformedAnswerError } from './protobuf.js';
import { readCall, type Reading } from './read-call.js';
import { BrokenReadError, UnexpectedAnswerError } from './read-errors.js';
import { readForwards, readLast, subscribe } from './read-request.js';

/** A part of the log. */
export interface Piece {
  readonly events: readonly RecordedEvent[];
  /** Everything up to here has been looked at. */
  readonly last: Position;
}

export interface PieceScope {
  readonly after: Position;
  readonly upTo: Position;
  readonly wants: (stream: string) => boolean;
  /** Events in a piece, at most. */
  readonly size: number;
}

/** A piece without events is given after so many pieces' worth of others, so that a repeat need not begin far back. */
const IDLE_PIECES = 8;

/** Windows of 32 events of the server's search between two checkpoints, while it catches up. */
const CHECKPOINT_INTERVAL = 64;

/**
 * Reads `$all` without the official client: the same protocol over `node:http2`, events kept as bytes. One connection
 * serves one reading. What it gives is what the client gives, field by field (bulk-reader.int.spec.ts).
 */
export class BulkReader {
  constructor(private readonly reading: Reading) {}

  /** Events strictly after a position, up to another or to the end of the log. */
  async *pieces({ after, upTo, wants, size }: PieceScope): AsyncGenerator<Piece> {
    let events: RecordedEvent[] = [];
    let last = after;
    let passed = 0;
    const walked = walkAnswers(readForwards(after), this.reading, {
      wants,
      event: (event) => {
        if (event.position <= last || event.position > upTo) return;
        events.push(event);
        last = event.position;
      },
      passed: (position) => {
        if (position <= last || position > upTo) return;
        last = positionOf(position);
        passed += 1;
      },
    });
    for await (const furthest of walked) {
      for (; events.length >= size; events = events.slice(size)) yield piece(events.slice(0, size), after);
      if (furthest >= upTo) break;
      if (events.length > 0 || passed < IDLE_PIECES * size) continue;
      passed = 0;
      yield { events, last };
    }
    if (events.length > 0 || last > after) yield { events, last };
  }

  /**
   * What a subscription gives until it has caught up, then a checkpoint at the end of the log as it was at the start: the
   * end is asked of the same node, so that the subscription has seen it.
   */
  async *catchUp(after: Position, prefixes: readonly string[]): AsyncGenerator<readonly LogItem[]> {
    const head = await this.head();
    if (head <= after) return;
    let items: LogItem[] = [];
    let last = after;
    let caughtUp = false;
    const at = (position: number): Position => (last = positionOf(position));
    const walked = walkAnswers(subscribe(after, prefixes, CHECKPOINT_INTERVAL), this.reading, {
      wants: () => true,
      event: (event) => {
        at(event.position);
        items.push({ kind: 'event', event });
      },
      // One between two records (commit and prepare differ) is no place to start from.
      checkpoint: (commit, prepare) => {
        if (commit === prepare && commit > last) items.push({ kind: 'checkpoint', position: at(commit) });
      },
      caughtUp: () => (caughtUp = true),
    });
    for await (const _ of walked) {
      if (caughtUp && head > last) items.push({ kind: 'checkpoint', position: at(head) });
      if (items.length > 0) yield items;
      items = [];
      if (caughtUp) return;
    }
    throw new BrokenReadError('the server ended a subscription that had not caught up');
  }

  /** The position of the last event of all, `START` when there is none. */
  private async head(): Promise<Position> {
    let head = START;
    const note = (position: number) => (head = positionOf(position));
    const walked = walkAnswers(readLast(), this.reading, {
      wants: () => false,
      event: () => undefined,
      passed: note,
    });
    for await (const _ of walked);
    return head;
  }
}

const piece = (events: readonly RecordedEvent[], otherwise: Position): Piece => ({
  events,
  last: events.at(-1)?.position ?? otherwise,
});

type Heard = Pick<Listener, 'wants' | 'event'> & Partial<Listener>;

/** Walks the answers to a request; tells after each piece of them how far in the log they are. */
async function* walkAnswers(request: Buffer, reading: Reading, heard: Heard): AsyncGenerator<Position> {
  let furthest = START;
  const nothing = () => undefined;
  const { wants, event, passed = nothing, checkpoint = nothing, caughtUp = nothing } = heard;
  const walker = new AnswerWalker({
    wants,
    event: (read) => {
      furthest = read.position;
      event(read);
    },
    passed: (position) => {
      furthest = positionOf(position);
      passed(position);
    },
    checkpoint,
    caughtUp,
  });
  const frames = new FrameSplitter();
  for await (const bytes of readCall(request, reading)) {
    try {
      frames.push(bytes, (source, start, end) => walker.walk(source, start, end));
    } catch (error) {
      if (!(error instanceof MalformedAnswerError)) throw error;
      throw new UnexpectedAnswerError(error.message, { cause: error });
    }
    yield furthest;
  }
  if (!frames.isBetween) throw new BrokenReadError('the answer ended within a message');
}
