import type { IncomingHttpHeaders } from 'node:http2';
import { v4 } from 'uuid';
import { StoreUnavailableError, UnknownOutcomeError, WrongRevisionError } from '../errors.js';
import { START, type LogItem, type NewEvent } from '../port.js';
import { FaultProxy } from '../testing/fault-proxy.js';
import { GrpcFront } from '../testing/grpc-front.js';
import { TestLog } from '../testing/open-log.js';
import { ClientEventStore, type EventStoreSettings } from './client-event-store.js';
import { pause } from './retry.js';

const happened = (n: number, text = ''): NewEvent => ({ id: v4(), type: 'Happened', data: { n, text }, metadata: {} });
const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, i) => from + i);
const at = (port: number, more = '') => `esdb://127.0.0.1:${port}?tls=false${more}`;

/** Times short enough for a test. */
const QUICK = { callMs: 400, withinMs: 6_000, silentMs: 250, random: () => 0 };

/** What one subscriber was given, in its order. */
class Subscriber {
  readonly seen: number[] = [];
  readonly items: LogItem[] = [];
  private readonly stop = new AbortController();
  private readonly running: Promise<void>;

  constructor(store: ClientEventStore, streamPrefixes: readonly string[] = ['n-'], after = START) {
    this.running = (async () => {
      for await (const batch of store.batches({ after, streamPrefixes, signal: this.stop.signal })) {
        this.items.push(...batch);
        for (const item of batch) if (item.kind === 'event') this.seen.push((item.event.data as { n: number }).n);
      }
    })();
  }

  isLive = () => this.items.some(({ kind }) => kind === 'caught-up');
  hasSeen = (count: number) => () => this.seen.length >= count;

  async end(): Promise<void> {
    this.stop.abort();
    await this.running;
  }
}

async function until(holds: () => boolean, ms = 15_000): Promise<void> {
  const late = Date.now() + ms;
  while (!holds()) {
    if (Date.now() > late) throw new Error(`${holds.toString()} does not hold after ${ms} ms`);
    await pause(10);
  }
}

describe('the log behind a network that fails', () => {
  let log: TestLog;
  let direct: ClientEventStore;
  let proxy: FaultProxy;
  let front: GrpcFront;
  let troubles: { doing: string; error: unknown }[];
  const opened: ClientEventStore[] = [];

  const storeAt = (connectionString: string, settings: Partial<EventStoreSettings> = {}) => {
    const onTrouble = (doing: string, error: unknown) => troubles.push({ doing, error });
    const store = new ClientEventStore({ connectionString, onTrouble, ...QUICK, ...settings });
    opened.push(store);
    return store;
  };
  const deafenFor = (ms: number) => {
    proxy.deafen();
    setTimeout(() => proxy.restore(), ms);
  };
  const namesOfTroubles = () => troubles.map(({ error }) => (error as Error).name);
  /** Appends one event after another to a stream that has `from` of them. */
  const append = async (store: ClientEventStore, from: number, to: number, stream = 'n-1') => {
    for (let n = from; n < to; n += 1) await store.append(stream, n === 0 ? 'none' : n - 1, [happened(n)]);
  };

  beforeEach(async () => {
    troubles = [];
    log = await TestLog.open();
    proxy = await FaultProxy.open({ host: '127.0.0.1', port: log.port });
    front = await GrpcFront.open(log.port);
    direct = storeAt(log.connectionString);
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
    await Promise.all([proxy.close(), front.close()]);
    await log.close();
  });

  it.each([
    ['is cut', (at: FaultProxy) => at.drop()],
    ['is half closed', (at: FaultProxy) => at.halfClose()],
    ['is cut and stays away for a while', (at: FaultProxy) => (at.cut(), setTimeout(() => at.restore(), 400))],
    ['is open but says nothing', (at: FaultProxy) => (at.deafen(), setTimeout(() => at.restore(), 400))],
  ])('goes on without gap or repeat when the connection %s', async (_, fail) => {
    const store = storeAt(at(proxy.port));
    await append(direct, 0, 10);
    const subscriber = new Subscriber(store);
    await until(subscriber.isLive);
    await append(store, 10, 15);
    fail(proxy);
    await append(store, 15, 40);
    await until(subscriber.hasSeen(40));
    await pause(50);
    await subscriber.end();
    expect(subscriber.seen).toEqual(numbers(40));
  });

  it('delivers late, but all and in order, over a slow connection', async () => {
    await append(direct, 0, 5);
    proxy.delay(30);
    const subscriber = new Subscriber(storeAt(at(proxy.port)));
    await append(direct, 5, 15);
    await until(subscriber.hasSeen(15));
    await subscriber.end();
    expect(subscriber.seen).toEqual(numbers(15));
    expect(namesOfTroubles()).not.toContain('DeafSubscriptionError');
  });

  it('catches up by itself when the server ends a subscription that fell behind', async () => {
    const subscriber = new Subscriber(storeAt(at(front.port)));
    await until(subscriber.isLive);
    await append(direct, 0, 20);
    await until(subscriber.hasSeen(20));
    const slow = { code: 10, message: 'Operation timed out. Consumer too slow to handle event while live' };
    expect(front.endReads(slow)).toBe(1);
    await append(direct, 20, 60);
    await until(subscriber.hasSeen(60));
    await subscriber.end();
    expect(subscriber.seen).toEqual(numbers(60));
    expect(String(troubles[0]?.error)).toContain('Consumer too slow');
  });

  it('opens a subscription again that is deaf while the connection is well', async () => {
    const subscriber = new Subscriber(storeAt(at(front.port)));
    await until(subscriber.isLive);
    await append(direct, 0, 5);
    await until(subscriber.hasSeen(5));
    expect(front.muteReads()).toBe(1);
    await append(direct, 5, 12);
    await until(subscriber.hasSeen(12));
    await subscriber.end();
    expect(subscriber.seen).toEqual(numbers(12));
    expect(namesOfTroubles()).toEqual(['DeafSubscriptionError']);
  });

  it('says how far a subscription is that only waits, and does not take it for deaf', async () => {
    const subscriber = new Subscriber(storeAt(at(front.port)));
    await until(subscriber.isLive);
    await append(direct, 0, 3, 'other-1');
    const head = await direct.head();
    await until(() => subscriber.items.some((item) => item.kind === 'checkpoint' && item.position === head));
    await pause(4 * QUICK.silentMs);
    await append(direct, 0, 2);
    await until(subscriber.hasSeen(2));
    await subscriber.end();
    expect(troubles).toEqual([]);
    expect(subscriber.items.filter(({ kind }) => kind === 'caught-up')).toHaveLength(1);
  });

  it('reads on where it stood when a bulk read breaks', async () => {
    for (let i = 0; i < 20; i += 1)
      await direct.append(
        `n-${i}`,
        'none',
        numbers(100, i * 100).map((n) => happened(n)),
      );
    const seen: number[] = [];
    for await (const events of storeAt(at(proxy.port)).readAll({
      after: START,
      streamPrefixes: ['n-'],
      batchSize: 50,
    })) {
      seen.push(...events.map(({ data }) => (data as { n: number }).n));
      if (seen.length % 500 === 0) proxy.drop();
      if (seen.length === 700) proxy.halfClose();
      if (seen.length === 900) deafenFor(100);
    }
    expect(seen).toEqual(numbers(2_000));
  });

  it('holds little of the log while the consumer works', async () => {
    const text = 'x'.repeat(20_000);
    for (let i = 0; i < 16; i += 1)
      await direct.append(
        `n-${i}`,
        'none',
        numbers(40, i * 40).map((n) => happened(n, text)),
      );
    const store = storeAt(at(proxy.port));
    const reading = store.readAll({ after: START, streamPrefixes: ['n-'], batchSize: 10 });
    await reading.next();
    await pause(400);
    expect(proxy.bytesToClients).toBeLessThan(6_000_000);
    await reading.return(undefined);
    const before = proxy.bytesToClients;
    const following = store.batches({ after: START, streamPrefixes: ['n-'], maxItems: 10 });
    await following.next();
    await pause(400);
    expect(proxy.bytesToClients - before).toBeLessThan(6_000_000);
    await following.return(undefined);
  });

  it('settles an append whose answer got lost by reading', async () => {
    const store = storeAt(at(proxy.port));
    await append(store, 0, 2);
    proxy.deafen();
    const late = store.append('n-1', 1, [happened(2), happened(3)]);
    await pause(100);
    expect(await direct.readStream('n-1')).toHaveLength(4);
    proxy.restore();
    expect(await late).toMatchObject({ revision: 3 });
    expect((await direct.readStream('n-1')).map(({ data }) => (data as { n: number }).n)).toEqual(numbers(4));
  });

  it('says that another was faster when the place of a lost append is taken', async () => {
    const store = storeAt(at(proxy.port));
    await append(store, 0, 2);
    proxy.cut();
    const late = store.append('n-1', 1, [happened(2)]);
    await direct.append('n-1', 1, [happened(99)]);
    proxy.restore();
    await expect(late).rejects.toBeInstanceOf(WrongRevisionError);
  });

  it('keeps the appends of two stores apart when the connection of one breaks', async () => {
    const patient = { callMs: 3_000, withinMs: 15_000 };
    const broken = storeAt(at(proxy.port), patient);
    const well = storeAt(at(front.port), patient);
    let over = false;
    let appended = 0;
    const writer = async (store: ClientEventStore, stream: string) => {
      let revision = -1;
      for (; !over; appended += 1)
        ({ revision } = await store.append(stream, revision < 0 ? 'none' : revision, [happened(0)]));
      return revision;
    };
    const writers = numbers(16).flatMap((i) => [writer(broken, `broken-${i}`), writer(well, `well-${i}`)]);
    for (let drops = 0; drops < 12; drops += 1) {
      const before = appended;
      await until(() => appended >= before + 100);
      proxy.drop();
    }
    over = true;
    const revisions = await Promise.all(writers);
    const written: number[] = [];
    for (const i of numbers(16))
      for (const name of [`broken-${i}`, `well-${i}`]) written.push((await direct.readStream(name)).length - 1);
    expect(written).toEqual(revisions);
    // An append without an answer is settled by reading: the store that was well never had to.
    expect(front.calls.filter(({ ':path': path }) => path?.endsWith('/Read'))).toEqual([]);
  }, 20_000);

  it('gives every call an end when the server says nothing', async () => {
    const store = storeAt(at(proxy.port), { withinMs: 600 });
    await append(store, 0, 2);
    proxy.deafen();
    const begun = Date.now();
    await Promise.all([
      expect(store.head()).rejects.toBeInstanceOf(StoreUnavailableError),
      expect(store.readStream('n-1')).rejects.toBeInstanceOf(StoreUnavailableError),
      expect(store.readAll({ after: START, streamPrefixes: [''] }).next()).rejects.toBeInstanceOf(
        StoreUnavailableError,
      ),
      expect(store.append('n-1', 1, [happened(2)])).rejects.toBeInstanceOf(UnknownOutcomeError),
    ]);
    expect(Date.now() - begun).toBeLessThan(4_000);
  });

  it('finds its node by gossip', async () => {
    await append(direct, 0, 3);
    const store = storeAt(`esdb+discover://127.0.0.1:${log.port}?tls=false&nodePreference=leader`);
    const seen: unknown[] = [];
    for await (const events of store.readAll({ after: START, streamPrefixes: ['n-'] })) seen.push(...events);
    expect(seen).toHaveLength(3);
    expect(troubles).toEqual([]);
  });

  describe('and a bulk reader that cannot serve', () => {
    const read = async (store: ClientEventStore) => {
      const seen: number[] = [];
      for await (const events of store.readAll({ after: START, streamPrefixes: ['n-'] }))
        seen.push(...events.map(({ data }) => (data as { n: number }).n));
      return seen;
    };
    const isClients = (headers: IncomingHttpHeaders) => String(headers['user-agent']).startsWith('grpc-node');

    it('leaves it to the official client, and says so once, where a server answers what it does not know', async () => {
      await append(direct, 0, 30);
      front.answer = (headers) => (isClients(headers) ? undefined : { code: 12, message: 'no such service' });
      const store = storeAt(at(front.port));
      expect(await read(store)).toEqual(numbers(30));
      const subscriber = new Subscriber(store);
      await until(subscriber.hasSeen(30));
      await subscriber.end();
      expect(await read(store)).toEqual(numbers(30));
      expect(await read(store)).toEqual(numbers(30));
      expect(troubles.filter(({ doing }) => doing.includes('the official client takes over'))).toHaveLength(1);
      const calls = front.calls.length;
      expect(await read(store)).toEqual(numbers(30));
      expect(front.calls.slice(calls).every(isClients)).toBe(true);
    });

    it('and where something answers that is no gRPC server', async () => {
      await append(direct, 0, 5);
      front.answer = (headers, stream) => {
        if (isClients(headers)) return undefined;
        stream.respond({ ':status': 502, 'content-type': 'text/html' });
        stream.end('<html>');
        return 'answered';
      };
      expect(await read(storeAt(at(front.port)))).toEqual(numbers(5));
    });

    it('and for an option of the connection string that it does not know', async () => {
      await append(direct, 0, 5);
      const store = storeAt(at(log.port, '&farFuture=true'));
      expect(await read(store)).toEqual(numbers(5));
      expect(await read(store)).toEqual(numbers(5));
      expect(troubles.map(({ doing }) => doing)).toEqual(['bulk reading of the log, the official client takes over']);
      expect(String(troubles[0]?.error)).toContain('farFuture');
    });

    it('does not hide a refusal', async () => {
      await append(direct, 0, 5);
      front.answer = (headers) => (isClients(headers) ? undefined : { code: 7, message: 'Access Denied' });
      const begun = Date.now();
      await expect(read(storeAt(at(front.port)))).rejects.toMatchObject({
        name: 'StoreUnavailableError',
        cause: { name: 'ReadDeniedError', message: '7 Access Denied' },
      });
      expect(Date.now() - begun).toBeLessThan(2_000);
    });
  });
});
