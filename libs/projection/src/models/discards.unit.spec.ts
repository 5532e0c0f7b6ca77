import { positionOf, type LogItem, type RecordedEvent } from '#event-store';
import { DISCARDS_STREAM, type StreamEvent } from '#read-models';
import { Discards, splitAtDiscards } from './discards.js';

const event = (stream: string, revision: number): RecordedEvent => ({
  ...{ id: `${stream}@${revision}`, stream, revision, position: positionOf(revision), type: 'Any' },
  ...{ data: {}, metadata: {}, recordedAt: 0 },
});
const discard = (stream: string, revision: number) => ({ stream, revision, eventId: 'e', position: 99 });

describe('items of the log', () => {
  const item = (stream: string, revision = 0): LogItem => ({ kind: 'event', event: event(stream, revision) });
  const lengths = (...items: LogItem[]) => splitAtDiscards(items).map(({ length }) => length);
  const ticket = item('ticket-t1');
  const gives = item(DISCARDS_STREAM);
  const place: LogItem = { kind: 'checkpoint', position: positionOf(7) };

  it('stay together where none gives another up', () => {
    const items = [ticket, place, ticket];
    expect(splitAtDiscards(items)).toEqual([items]);
  });

  it('are parted before and after each that does', () => {
    expect(lengths(ticket, ticket, gives, place, ticket)).toEqual([2, 1, 2]);
    expect(lengths(gives, gives)).toEqual([1, 1]);
    expect(lengths(gives, ticket)).toEqual([1, 1]);
  });
});

describe('events of which some are given up', () => {
  const previousOf = (discards: Discards, stream: string, ...revisions: number[]) =>
    discards
      .counted(revisions.map((revision) => event(stream, revision)))
      .map((one: StreamEvent) => [one.revision, one.previous]);

  it('are left as they are where none is', () => {
    const events = [event('ticket-t1', 0), event('ticket-t1', 1)];
    expect(new Discards([]).counted(events)).toBe(events);
  });

  it('count without those, and know which they follow', () => {
    const discards = new Discards([discard('ticket-t1', 1), discard('ticket-t1', 2), discard('ticket-t2', 0)]);
    expect(previousOf(discards, 'ticket-t1', 0, 1, 2, 3, 4)).toEqual([
      [0, undefined],
      [3, 0],
      [4, undefined],
    ]);
    expect(previousOf(discards, 'ticket-t2', 0, 1)).toEqual([[1, -1]]);
    expect(previousOf(discards, 'ticket-t3', 0, 1)).toEqual([
      [0, undefined],
      [1, undefined],
    ]);
  });
});
