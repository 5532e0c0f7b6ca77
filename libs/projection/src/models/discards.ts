import { plainEvent, type LogItem, type RecordedEvent } from '#event-store';
import {
  DISCARDS_STREAM,
  dropEventLetter,
  forgetStream,
  readDiscard,
  UnfitEventError,
  writeDiscard,
  type Discard,
  type Queryable,
  type StreamEvent,
} from '#read-models';
import type { Letters } from './letters.js';

/** Whether an event gives another one up. */
const isDiscard = ({ stream }: RecordedEvent): boolean => stream === DISCARDS_STREAM;

/** Items of the log in parts: each event that gives another one up is a part of its own. */
export function splitAtDiscards(items: readonly LogItem[]): readonly (readonly LogItem[])[] {
  if (!items.some(discards)) return [items];
  const parts: LogItem[][] = [[]];
  for (const item of items) {
    if (discards(item)) parts.push([item], []);
    else parts.at(-1)?.push(item);
  }
  return parts.filter(({ length }) => length > 0);
}

const discards = (item: LogItem): boolean => item.kind === 'event' && isDiscard(item.event);

/** What is to be applied in the place of some events. */
export interface Counted {
  readonly events: readonly RecordedEvent[];
  /** Agreements whose cases may be judged otherwise, although none of the events says so. */
  readonly touched: readonly string[];
}

/**
 * The events that operators gave up. The models are as if those had never been: whoever gives one up later than it was
 * applied, or later than others came that waited behind it, has its stream applied anew without it.
 */
export class Discards {
  private readonly byStream = new Map<string, Set<number>>();

  constructor(known: readonly Discard[]) {
    for (const one of known) this.note(one);
  }

  get isEmpty(): boolean {
    return this.byStream.size === 0;
  }

  /** Notes that an event is left out from now on. */
  note({ stream, revision }: Discard): void {
    const revisions = this.byStream.get(stream) ?? new Set();
    this.byStream.set(stream, revisions.add(revision));
  }

  /** Of some events those that count, each knowing which event of its stream it follows. */
  counted(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
    return this.isEmpty ? events : events.flatMap((event) => this.countedOne(event));
  }

  private countedOne(event: RecordedEvent): readonly StreamEvent[] {
    const { stream, revision } = event;
    const left = this.byStream.get(stream);
    if (left === undefined) return [event];
    if (left.has(revision)) return [];
    let previous = revision - 1;
    while (left.has(previous)) previous -= 1;
    return previous === revision - 1 ? [event] : [{ ...plainEvent(event), previous }];
  }

  /**
   * What to apply in the place of events of the log. An event that gives another one up comes alone
   * (`splitAtDiscards`); in its place comes what its stream has had so far, from the first event on.
   * @param read the events of a stream, from the first on
   */
  async inPlaceOf(
    db: Queryable,
    events: readonly RecordedEvent[],
    letters: Letters,
    read: (stream: string) => Promise<readonly RecordedEvent[]>,
  ): Promise<Counted> {
    const counted = this.counted(events);
    const [first] = counted;
    if (first === undefined || !isDiscard(first)) return { events: counted, touched: [] };
    const discard = discardIn(first, (reason) => letters.addAlone(first, reason));
    if (discard === null || !(await writeDiscard(db, discard))) return NOTHING;
    this.note(discard);
    const { stream, revision, position } = discard;
    if (stream !== DISCARDS_STREAM) return this.anew(db, stream, letters, () => read(stream), position);
    letters.release(stream);
    await dropEventLetter(db, stream, revision);
    return NOTHING;
  }

  /**
   * What to apply so that a stream is in the tables as if it came for the first time: all that it has had up to a
   * position. What it brought before is taken out, what was known of its past included.
   */
  async anew(
    db: Queryable,
    stream: string,
    letters: Letters,
    read: () => Promise<readonly RecordedEvent[]>,
    upTo: number,
  ): Promise<Counted> {
    letters.release(stream);
    const touched = await forgetStream(db, stream);
    const soFar = (await read()).filter(({ position }) => position <= upTo);
    return { events: this.counted(soFar), touched };
  }
}

const NOTHING: Counted = { events: [], touched: [] };

/** What an event says; null where it cannot be read (others of its stream do not wait for it). */
export function discardIn(event: RecordedEvent, onUnfit: (reason: string) => void): Discard | null {
  try {
    return readDiscard(event);
  } catch (error) {
    if (!(error instanceof UnfitEventError)) throw error;
    onUnfit(error.message);
    return null;
  }
}
