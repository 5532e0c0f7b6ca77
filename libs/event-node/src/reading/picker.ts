import { contentOf, frameEnd, openFrame, type StoredEvent } from '../wire/recorded-event.js';
import { eventAnswer } from '../wire/read-answers.js';
import { LINK_TYPE, parseLink } from '../streams/link.js';
import { isSoftDeleted } from '../streams/stream-metadata.js';
import { firstVisible } from '../streams/visible-range.js';
import { skipFrames } from '../storage/log.js';
import type { Store } from '../storage/store.js';
import type { EventFilter } from '../streams/event-filter.js';

export interface PickOptions {
  readonly resolveLinks: boolean;
  readonly structuredIds: boolean;
  readonly filter?: EventFilter;
  /** Events recorded before this time (milliseconds since 1970) are left out. */
  readonly notBefore?: number;
}

/** Frames to send and how many events they are. */
export interface Picked {
  readonly frames: Buffer[];
  readonly count: number;
}

/** Turns stored frames into what one reader gets: all as they are, or chosen and resolved one by one. */
export class Picker {
  private readonly plain: boolean;

  constructor(
    private readonly store: Store,
    private readonly options: PickOptions,
  ) {
    this.plain = !options.resolveLinks && !options.structuredIds && !options.filter && options.notBefore === undefined;
  }

  /** Takes at most `limit` events out of a piece of whole frames. */
  pick(piece: Buffer, limit: number): Picked {
    return this.plain ? takePlain(piece, limit) : this.takeChosen(piece, limit);
  }

  /** What is sent for the frame that starts at `at`; undefined when the filter leaves it out. */
  one(piece: Buffer, at: number): Buffer | undefined {
    if (this.plain) return piece.subarray(at, frameEnd(piece, at));
    const event = openFrame(piece, at);
    if (this.options.filter && !this.options.filter(event)) return undefined;
    if (this.options.notBefore !== undefined && contentOf(event).created < this.options.notBefore) return undefined;
    return this.present(event) ?? piece.subarray(at, frameEnd(piece, at));
  }

  private takeChosen(piece: Buffer, limit: number): Picked {
    const frames: Buffer[] = [];
    for (let at = 0; at < piece.length && frames.length < limit; at = frameEnd(piece, at)) {
      const frame = this.one(piece, at);
      if (frame) frames.push(frame);
    }
    return { frames, count: frames.length };
  }

  /** The answer for an event that is not sent as stored. */
  private present(event: StoredEvent): Buffer | undefined {
    const { resolveLinks, structuredIds } = this.options;
    const target =
      resolveLinks && event.type.equals(LINK_TYPE) ? parseLink(contentOf(event).data.toString('utf8')) : undefined;
    if (target) return eventAnswer(this.visible(target.stream, target.revision), event, structuredIds);
    return structuredIds ? eventAnswer(event, undefined, true) : undefined;
  }

  /** The event a link points to, if a reader of its stream would see it. */
  private visible(stream: string, revision: number): StoredEvent | undefined {
    const head = this.store.head(stream);
    const metadata = this.store.metadata(stream);
    if (head.tombstoned || isSoftDeleted(metadata) || revision < firstVisible(head.last, metadata)) return undefined;
    const place = this.store.place(head.number, revision);
    return place && openFrame(place.block.bytes, place.at);
  }
}

function takePlain(piece: Buffer, limit: number): Picked {
  let count = 0;
  let at = 0;
  while (at < piece.length && count < limit) {
    at = skipFrames(piece, at, 1);
    count++;
  }
  return { frames: count ? [at === piece.length ? piece : piece.subarray(0, at)] : [], count };
}
