import type { Client } from 'pg';
import { instantOf } from '#judge';
import { digestsOf, fence, holdLease, LeaseLostError, queryRows, takeLease, type Queryable } from '#read-models';
import { amended, calendarDefined, DAWN, DAY, event, fact, HOUR, opened, signed, terms } from '../testing/history.js';
import type { InMemoryEventStore } from '../testing/in-memory-event-store.js';
import { applyAll, items, LATE, logFrom, logOf, MIDWAY, moveHandTo, settled, World, WRITER } from '../testing/world.js';
import { Models } from './models.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
}, 60_000);
afterEach(() => world.disconnect());
afterAll(() => world.close());

/** The verdicts of a ticket as `metric cycle state`. */
async function states(databaseUrl: string, ticketId: string): Promise<readonly string[]> {
  const db = await world.connect(databaseUrl);
  const rows = await queryRows<{ told: string }>(
    db,
    `SELECT concat_ws(' ', metric, cycle, state) AS told FROM verdicts WHERE ticket_id = $1 ORDER BY metric, cycle`,
    [ticketId],
  );
  return rows.map(({ told }) => told);
}

const basics = () => [
  { stream: 'calendar-office', event: calendarDefined() },
  { stream: 'agreement-acme', event: signed('acme', terms(8)) },
];

describe('the tables are a function of (position, hand)', () => {
  it.each([11, 12, 13])(
    'whatever the batches: 1, 7, 500 and all at once (seed %i)',
    async (seed) => {
      const store = await logFrom(seed, 60);
      const seen = new Set<string>();
      for (const size of [1, 7, 500, 100_000]) {
        const url = await world.database();
        await applyAll(await world.models(url), store, size);
        const { replay, hand } = await settled(url);
        expect(hand).toBe(MIDWAY);
        seen.add(replay);
      }
      expect(seen.size).toBe(1);
    },
    60_000,
  );

  it('whatever suffix of the log is delivered again', async () => {
    const store = await logFrom(21, 40);
    const url = await world.database();
    const models = await world.models(url);
    await applyAll(models, store, 50);
    const before = await settled(url);
    for (const from of [0, 1, 17, store.log.length - 1]) {
      await models.apply(items(store.log.slice(from)));
      while (await models.restate());
      expect(await settled(url)).toEqual(before);
    }
  }, 60_000);

  it('whether the hand moved between the events, in many steps, or slept and moved at last', async () => {
    const store = await logFrom(31, 50);
    const [stepwise, asleep] = [await world.database(), await world.database()];
    const often = await world.models(stepwise);
    for (let i = 0; i < store.log.length; i += 25) {
      await often.apply(items(store.log.slice(i, i + 25)));
      await often.moveHand(instantOf(MIDWAY + (i * HOUR) / 2));
    }
    while (await often.restate());
    const once = await world.models(asleep);
    await applyAll(once, store, 500);
    for (const models of [often, once]) await moveHandTo(models, LATE);
    expect(await settled(stepwise)).toEqual(await settled(asleep));
    expect(often.checkpoint.hand).toBe(LATE);
  }, 60_000);

  it('whether judged again page by page while events go on, or not at all because the versions came first', async () => {
    const store = await logFrom(41, 80);
    const url = await world.database();
    const models = await world.models(url);
    for (let i = 0; i < store.log.length; i += 10) {
      await models.apply(items(store.log.slice(i, i + 10)));
      if (models.isRestating) await models.restate();
    }
    while (await models.restate());
    const other = await world.database();
    await applyAll(await world.models(other), store, 100_000);
    expect((await settled(url)).replay).toBe((await settled(other)).replay);
  }, 60_000);
});

describe('time', () => {
  it('breaches a running clock without an event, a millisecond after the last instant that keeps the promise', async () => {
    const store = await logOf([...basics(), { stream: 'ticket-t1', event: opened('t1', DAWN + 9 * HOUR) }]);
    const url = await world.database();
    const models = await world.models(url, instantOf(DAWN + 9 * HOUR));
    await applyAll(models, store, 10);
    await moveHandTo(models, instantOf(DAWN + 10 * HOUR));
    expect(await states(url, 't1')).toEqual(['first-response 1 running', 'resolution 1 running']);
    await moveHandTo(models, instantOf(DAWN + 10 * HOUR + 1));
    expect(await states(url, 't1')).toEqual(['first-response 1 breached', 'resolution 1 running']);
    await moveHandTo(models, LATE);
    expect(await states(url, 't1')).toEqual(['first-response 1 breached', 'resolution 1 breached']);
  });

  it('takes a fact ahead of the hand when its instant has come', async () => {
    const answered = fact('t1', 'ResponseSent', DAWN + 9 * HOUR + 2_000);
    const store = await logOf([
      ...basics(),
      { stream: 'ticket-t1', event: opened('t1', DAWN + 9 * HOUR + 1_000) },
      { stream: 'ticket-t1', event: answered },
    ]);
    const url = await world.database();
    const models = await world.models(url, instantOf(DAWN + 9 * HOUR));
    await applyAll(models, store, 10);
    expect(await states(url, 't1')).toEqual([]);
    await moveHandTo(models, instantOf(DAWN + 9 * HOUR + 1_500));
    expect(await states(url, 't1')).toEqual(['first-response 1 running', 'resolution 1 running']);
    await moveHandTo(models, instantOf(DAWN + 9 * HOUR + 3_000));
    expect(await states(url, 't1')).toEqual(['first-response 1 met', 'resolution 1 running']);
  });

  it('applies an instant that more cases share than a page holds', async () => {
    const many = Array.from({ length: 70 }, (_, i) => `t${i}`);
    const store = await logOf([
      ...basics(),
      ...many.map((id) => ({ stream: `ticket-${id}`, event: opened(id, DAWN + 9 * HOUR) })),
    ]);
    const url = await world.database();
    const models = await world.models(url, instantOf(DAWN + 9 * HOUR));
    await applyAll(models, store, 500);
    await moveHandTo(models, LATE);
    const db = await world.connect(url);
    const counted = await queryRows(
      db,
      `SELECT metric, breached::int, running::int FROM compliance_counters ORDER BY metric`,
    );
    expect(counted).toEqual([
      { metric: 'first-response', breached: 70, running: 0 },
      { metric: 'resolution', breached: 70, running: 0 },
    ]);
  });
});

describe('facts and versions that come late', () => {
  it('a back-dated response mends a breach, and the counters follow', async () => {
    const late = fact('t1', 'ResponseSent', DAWN + 9 * HOUR + 600_000);
    const store = await logOf([...basics(), { stream: 'ticket-t1', event: opened('t1', DAWN + 9 * HOUR) }]);
    const url = await world.database();
    const models = await world.models(url, LATE);
    await applyAll(models, store, 10);
    expect(await states(url, 't1')).toEqual(['first-response 1 breached', 'resolution 1 breached']);
    await store.add('ticket-t1', late);
    await applyAll(models, store, 10);
    expect(await states(url, 't1')).toEqual(['first-response 1 met', 'resolution 1 breached']);
    const db = await world.connect(url);
    const counted = await queryRows(
      db,
      `SELECT met::int, breached::int FROM compliance_counters WHERE metric = 'first-response'`,
    );
    expect(counted).toEqual([{ met: 1, breached: 0 }]);
  });

  it('an amendment of the past judges the cases of its agreement again', async () => {
    const resolvedAt = DAWN + 9 * HOUR + 5 * HOUR;
    const store = await logOf([
      ...basics(),
      { stream: 'ticket-t1', event: opened('t1', DAWN + 9 * HOUR) },
      { stream: 'ticket-t1', event: fact('t1', 'TicketResolved', resolvedAt) },
    ]);
    const url = await world.database();
    const models = await world.models(url, LATE);
    await applyAll(models, store, 10);
    expect(await states(url, 't1')).toContain('resolution 1 met');
    await store.add('agreement-acme', amended('acme', 2, DAWN - DAY, terms(4)));
    await models.apply(items(store.log.slice(-1)));
    expect(models.isRestating).toBe(true);
    while (await models.restate());
    expect(await states(url, 't1')).toContain('resolution 1 breached');
  });
});

describe('events that cannot be applied', () => {
  const broken = [
    ['an unknown event', () => event('TicketEaten', { ticketId: 't1', at: '2026-03-02T10:00:00.000Z' })],
    ['an instant that is none', () => event('ResponseSent', { ticketId: 't1', at: 'yesterday' })],
    ['text that cannot be stored', () => fact('t1', 'TicketPaused', DAWN + 10 * HOUR, { reason: 'a\u0000b' })],
    ['half a character', () => fact('t1', 'TicketPaused', DAWN + 10 * HOUR, { reason: 'a\ud800b' })],
    ['a field that is missing', () => fact('t1', 'TicketPaused', DAWN + 10 * HOUR)],
  ] as const;

  it.each(broken)('%s waits with the rest of its ticket; other tickets go on', async (_, made) => {
    const store = await logOf([
      ...basics(),
      { stream: 'ticket-t1', event: opened('t1', DAWN + 9 * HOUR) },
      { stream: 'ticket-t1', event: made() },
      { stream: 'ticket-t2', event: opened('t2', DAWN + 9 * HOUR) },
      { stream: 'ticket-t1', event: fact('t1', 'TicketResolved', DAWN + 10 * HOUR) },
    ]);
    const digests = new Set<string>();
    for (const size of [1, 3, 100]) {
      const url = await world.database();
      await applyAll(await world.models(url, LATE), store, size);
      expect(await states(url, 't1')).toEqual(['first-response 1 breached', 'resolution 1 breached']);
      expect(await states(url, 't2')).toHaveLength(2);
      const letters = await queryRows(
        await world.connect(url),
        'SELECT stream, revision, waiting_to FROM dead_letters',
      );
      expect(letters).toEqual([{ stream: 'ticket-t1', revision: 1, waiting_to: 2 }]);
      digests.add((await settled(url)).replay);
    }
    expect(digests.size).toBe(1);
  });

  it('is tried again with all that waits behind it, and stays where it still cannot be applied', async () => {
    const store = await logOf([
      ...basics(),
      { stream: 'ticket-t1', event: fact('t1', 'ResponseSent', DAWN + 9 * HOUR) },
    ]);
    const url = await world.database();
    const read = (stream: string, from: number) => store.readStream(stream, from);
    const models = await world.models(url, LATE, { read });
    await applyAll(models, store, 10);
    const db = await world.connect(url);
    const [letter] = await queryRows<{ id: string; reason: string }>(db, 'SELECT id, reason FROM dead_letters');
    expect(letter?.reason).toMatch(/starts with ResponseSent/);
    expect(await models.retry('no-such-letter')).toBe(false);
    expect(await models.retry(letter?.id ?? '')).toBe(true);
    expect(await queryRows(db, 'SELECT id, reason FROM dead_letters')).toEqual([letter]);
  });

  it('a case that cannot be judged has no verdicts and a letter, until it can be', async () => {
    const closed = { timeZone: 'UTC', weekly: [], holidays: [], exceptions: [] };
    const store = await logOf([
      {
        stream: 'calendar-office',
        event: event('CalendarDefined', { calendarId: 'office', effectiveFrom: null, definition: closed }),
      },
      { stream: 'agreement-acme', event: signed('acme', terms(8)) },
      { stream: 'ticket-t1', event: opened('t1', DAWN + 9 * HOUR) },
    ]);
    const url = await world.database();
    const models = await world.models(url, LATE);
    await applyAll(models, store, 10);
    expect(await states(url, 't1')).toEqual([]);
    const db = await world.connect(url);
    expect(await queryRows(db, 'SELECT id, kind FROM dead_letters')).toEqual([{ id: 'ticket-t1', kind: 'case' }]);
    const { data } = calendarDefined();
    const opening = {
      ...data,
      version: 2,
      effectiveFrom: new Date(DAWN - DAY).toISOString(),
      reach: 'open',
      supersedes: true,
    };
    await store.add('calendar-office', event('CalendarRevised', { ...opening, reason: 'mended' }));
    await applyAll(models, store, 10);
    expect(await states(url, 't1')).toHaveLength(2);
    expect(await queryRows(db, 'SELECT id FROM dead_letters')).toEqual([]);
  });
});

describe('the lease', () => {
  it('a writer whose lease was taken over can commit nothing', async () => {
    const store = await logFrom(51, 10);
    const url = await world.database();
    const admin = await world.connect(url);
    const lease = await takeLease(admin, 'read-models', 'first', 60_000);
    if (lease === null) throw new Error('the lease was not free');
    const models = await world.models(url, MIDWAY, { guard: (db) => holdLease(db, lease, 60_000) });
    await models.apply(items(store.log.slice(0, 5)));
    const before = await digestsOf(url);
    expect(await takeLease(admin, 'read-models', 'second', 60_000)).toBeNull();
    await fence(admin, 'read-models');
    await expect(models.apply(items(store.log.slice(5)))).rejects.toThrow(LeaseLostError);
    await expect(models.moveHand(LATE)).rejects.toThrow(LeaseLostError);
    expect(await digestsOf(url)).toEqual(before);
  });

  it('is free for others once it has expired', async () => {
    const admin = await world.connect(await world.database());
    await takeLease(admin, 'read-models', 'first', 1);
    await new Promise((done) => setTimeout(done, 20));
    expect(await takeLease(admin, 'read-models', 'second', 1_000)).toMatchObject({ epoch: 2, owner: 'second' });
  });
});

it('a writer that dies anywhere in a batch leaves the tables whole, and the next one goes on', async () => {
  const store = await logFrom(61, 40);
  const url = await world.database();
  await applyAll(await world.models(url), store, 10_000);
  const other = await world.database();
  let deaths = 0;
  for (let statements = 8; ; statements += 5) {
    const db = await world.connect(other);
    const models = await Models.open({ ...WRITER, db: dyingAfter(statements, db) }, MIDWAY);
    const died = await goOn(models, store).then(
      () => false,
      () => true,
    );
    if (!died) break;
    deaths += 1;
  }
  expect(deaths).toBeGreaterThan(10);
  expect((await settled(other)).replay).toBe((await settled(url)).replay);
}, 60_000);

/** A connection that is cut off after so many statements. */
function dyingAfter(statements: number, db: Client): Queryable {
  let left = statements;
  return {
    query: async (text, values) => {
      left -= 1;
      if (left < 0) await db.end();
      return db.query(text, values);
    },
  };
}

/** Goes on where the models stand, to the end of the log. */
async function goOn(models: Models, store: InMemoryEventStore): Promise<void> {
  for (;;) {
    const next = store.log.filter(({ position }) => position > models.checkpoint.position).slice(0, 10);
    if (next.length === 0) break;
    await models.apply(items(next));
  }
  while (await models.restate());
}
