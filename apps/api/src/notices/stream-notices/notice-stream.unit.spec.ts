import { setTimeout as sleep } from 'node:timers/promises';
import { EVERYONE, noticeConcerns, readNotice, type NoticeRow, type Page } from '#read-models';
import { breached, inLog } from '../../../../../libs/read-models/src/notices/testing/noticed.js';
import { NoticeStream, type NoticeSource, type Wanted } from './notice-stream.js';
import { eventOf } from './server-sent.js';

const rowAt = (position: number, tier = 'gold'): NoticeRow =>
  readNotice(inLog(breached({ ticketId: `T${position}`, tier }), position));
const tick = () => sleep(5);

/** A table of notices in memory, and the one stream that is told of them. */
class Table implements NoticeSource {
  readonly rows: NoticeRow[] = [];
  reached = -1;
  pages = 0;
  limit = 3;
  told: NoticeStream | null = null;
  toldUpTo = -1;
  /** Waits before it answers. */
  before: () => Promise<unknown> = () => Promise.resolve();

  async read({ scope, filters }: Wanted, after: number, upTo: number): Promise<Page<NoticeRow>> {
    this.pages += 1;
    await this.before();
    const found = this.rows
      .filter(({ position }) => position > after && position <= upTo)
      .filter((row) => noticeConcerns(scope, filters, row));
    const rows = found.slice(0, this.limit);
    return { rows, next: found.length > this.limit ? [rows.at(-1)!.position] : null };
  }

  join(stream: NoticeStream, seen: number): boolean {
    if (seen < this.toldUpTo) return false;
    this.told = stream;
    return true;
  }

  leave(): void {
    this.told = null;
  }

  /** Notices at some positions, not told to anybody. */
  add(...positions: readonly number[]): this {
    this.rows.push(...positions.map((position) => rowAt(position)));
    this.reached = Math.max(this.reached, ...positions);
    return this;
  }

  /** The same, told to whoever is told. */
  tell(...positions: readonly number[]): void {
    this.add(...positions);
    for (const position of positions) this.told?.tell(rowAt(position), eventOf(rowAt(position)));
    this.toldUpTo = this.reached;
  }
}

/** A client that reads when it is told to. */
class Client {
  text = '';
  ended = false;

  constructor(readonly stream: NoticeStream) {
    stream.pause();
    stream.on('data', (bytes: Buffer) => (this.text += bytes.toString())).on('close', () => (this.ended = true));
    stream.pause();
  }

  async takes(): Promise<this> {
    this.stream.resume();
    await tick();
    return this;
  }

  get positions(): readonly number[] {
    return [...this.text.matchAll(/^id: (\d+)\nevent:/gm)].map(([, id]) => Number(id));
  }
}

const everything: Wanted = { scope: EVERYONE, filters: { at: {} } };
const clientOf = (table: Table, after = -1, wanted = everything) => new Client(new NoticeStream(table, wanted, after));

it('says at once where it begins, then what lies behind, page by page, then what comes', async () => {
  const table = new Table().add(10, 20, 30, 40, 50, 60, 70);
  const client = await clientOf(table, 10).takes();
  expect(client.text.startsWith('retry: 2000\nid: 10\n\n')).toBe(true);
  expect(client.positions).toEqual([20, 30, 40, 50, 60, 70]);
  const pages = table.pages;
  table.tell(80, 90);
  await tick();
  expect(client.positions.slice(-2)).toEqual([80, 90]);
  expect(table.pages).toBe(pages);
});

it('a notice is one block: its place, its name, its item', async () => {
  const client = await clientOf(new Table().add(10), 0).takes();
  const [, block] = client.text.split('\n\n');
  const [id, event, data] = block!.split('\n');
  expect([id, event]).toEqual(['id: 10', 'event: BreachNoticed']);
  expect(JSON.parse(data!.slice('data: '.length))).toMatchObject({ ticketId: 'T10', position: '10', because: null });
});

it('what is told twice is sent once', async () => {
  const table = new Table().add(10, 20);
  const client = await clientOf(table).takes();
  table.tell(20, 20, 30, 30);
  await tick();
  expect(client.positions).toEqual([10, 20, 30]);
});

it('misses nothing that is told while it reads what lies behind', async () => {
  const table = new Table().add(10);
  let reads = 0;
  table.before = async () => {
    await sleep(1);
    reads += 1;
    if (reads <= 3) table.tell(100 + reads);
  };
  const client = clientOf(table);
  client.stream.resume();
  await sleep(50);
  table.tell(200);
  await tick();
  expect(client.positions).toEqual([10, 101, 102, 103, 200]);
});

it('is told only what its reader asks for', async () => {
  const table = new Table().add(10);
  const silver = { scope: EVERYONE, filters: { tier: 'silver', at: {} } };
  const client = await clientOf(table, -1, silver).takes();
  table.tell(20);
  table.told?.tell(rowAt(30, 'silver'), eventOf(rowAt(30, 'silver')));
  await tick();
  expect(client.positions).toEqual([30]);
});

it('keeps nothing for a client that lags, and reads for it again when it goes on', async () => {
  const table = new Table();
  table.limit = 100;
  const client = await clientOf(table).takes();
  client.stream.pause();
  const positions = Array.from({ length: 2_000 }, (_, i) => i);
  table.tell(...positions);
  expect(table.told).toBeNull();
  expect(client.stream.readableLength).toBeLessThan(70_000);
  client.stream.resume();
  await sleep(100);
  expect(client.positions).toEqual(positions);
  table.tell(5_000);
  await tick();
  expect(client.positions.at(-1)).toBe(5_000);
});

it('shows that it is there while it has nothing to say', async () => {
  const client = await clientOf(new Table()).takes();
  client.stream.beat();
  client.stream.beat();
  await tick();
  expect(client.text).toBe('retry: 2000\nid: -1\n\n: \n\n: \n\n');
});

it('gives up a client that takes nothing from one beat to the next', async () => {
  const client = clientOf(new Table());
  client.stream.beat();
  await client.takes();
  client.stream.pause();
  client.stream.beat();
  client.stream.beat();
  await tick();
  expect(client.ended).toBe(false);
  client.stream.beat();
  await tick();
  expect(client.ended).toBe(true);
});

it('ends where its source cannot be read: the client knows where it was', async () => {
  const table = new Table().add(10);
  table.before = () => Promise.reject(new Error('away'));
  const client = await clientOf(table).takes();
  expect(client.ended).toBe(true);
});

it('ends when it is asked to, in time, with whatever client', async () => {
  const reading = await clientOf(new Table()).takes();
  await reading.stream.end(1_000);
  expect([reading.ended, reading.stream.readableEnded]).toEqual([true, true]);
  const stuck = clientOf(new Table().add(10));
  await stuck.stream.end(20);
  await tick();
  expect(stuck.ended).toBe(true);
  stuck.stream.beat();
  stuck.stream.tell(rowAt(20), eventOf(rowAt(20)));
});
