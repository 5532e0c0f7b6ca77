import type { NewEvent } from '#event-store';
import { DISCARDS_STREAM, queryRows, type Digests } from '#read-models';
import { rebuild } from '../rebuild/rebuild.js';
import {
  amended,
  calendarDefined,
  DAWN,
  DAY,
  event,
  fact,
  history,
  HOUR,
  opened,
  seeded,
  signed,
  terms,
} from '../testing/history.js';
import { InMemoryEventStore } from '../testing/in-memory-event-store.js';
import { applyAll, items, LATE, logOf, MIDWAY, moveHandTo, RECORDED, settled, World } from '../testing/world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
}, 60_000);
afterEach(() => world.disconnect());
afterAll(() => world.close(), 120_000);

const basics = () => [
  { stream: 'calendar-office', event: calendarDefined() },
  { stream: 'agreement-acme', event: signed('acme', terms(8)) },
];
const START = DAWN + 9 * HOUR;
const eaten = (ticketId: string): NewEvent => event('TicketEaten', { ticketId, at: new Date(START).toISOString() });
const discard = (stream: string, revision: number): NewEvent =>
  event('DeadLetterDiscarded', {
    ...{ projection: 'read-models', eventId: `${stream}@${revision}`, stream, revision, reason: null },
  });

const writer = (url: string, store: InMemoryEventStore, hand = LATE) =>
  world.models(url, hand, { read: (stream, from) => store.readStream(stream, from) });

/** The digests of a log applied in batches, the last of them also after a rebuild. */
async function digestsOfAll(store: InMemoryEventStore, sizes: readonly number[]): Promise<readonly Digests[]> {
  const all: Digests[] = [];
  let url = '';
  for (const size of sizes) {
    url = await world.database();
    await applyAll(await writer(url, store), store, size);
    all.push(await settled(url));
  }
  await rebuild({ eventStore: store, databaseUrl: url, toHand: LATE, now: () => LATE });
  return [...all, await settled(url)];
}

/** Holds that a log gives the same tables in any batches and in a rebuild. @returns their digest */
async function same(store: InMemoryEventStore, sizes: readonly number[]): Promise<string> {
  const [first, ...others] = await digestsOfAll(store, sizes);
  for (const one of others) expect(one).toEqual(first);
  return first?.replay ?? '';
}

/** What the models hold of a log, event by event, in one batch and in a rebuild. */
async function heldOf(store: InMemoryEventStore) {
  const url = await world.database();
  await applyAll(await writer(url, store), store, 1);
  expect((await settled(url)).replay).toBe(await same(store, [100]));
  const db = await world.connect(url);
  const told = (sql: string) => queryRows<Record<string, unknown>>(db, sql);
  return {
    told,
    verdicts: await told(`SELECT ticket_id, metric, state FROM verdicts ORDER BY ticket_id, metric, cycle`),
    letters: await told(`SELECT stream, revision, waiting_to FROM dead_letters ORDER BY stream, revision`),
    revisions: await told(`SELECT ticket_id, revision FROM cases ORDER BY ticket_id`),
  };
}

describe('an event that was given up', () => {
  it('is as if it had never been: what waited behind it is applied, and what comes after it', async () => {
    const store = await logOf([
      ...basics(),
      { stream: 'ticket-t1', event: opened('t1', START) },
      { stream: 'ticket-t1', event: eaten('t1') },
      { stream: 'ticket-t1', event: fact('t1', 'ResponseSent', START + HOUR / 2) },
      { stream: 'ticket-t2', event: opened('t2', START) },
      { stream: DISCARDS_STREAM, event: discard('ticket-t1', 1) },
      { stream: 'ticket-t1', event: fact('t1', 'TicketResolved', START + HOUR) },
    ]);
    const { verdicts, letters, revisions } = await heldOf(store);
    expect(verdicts.slice(0, 2)).toEqual([
      { ticket_id: 't1', metric: 'first-response', state: 'met' },
      { ticket_id: 't1', metric: 'resolution', state: 'met' },
    ]);
    expect(letters).toEqual([]);
    expect(revisions).toEqual([
      { ticket_id: 't1', revision: 3 },
      { ticket_id: 't2', revision: 0 },
    ]);
  }, 60_000);

  it('counts as seen, so that the revision of a ticket is that of its stream', async () => {
    const store = await logOf([
      ...basics(),
      { stream: 'ticket-t1', event: opened('t1', START) },
      { stream: 'ticket-t1', event: eaten('t1') },
      { stream: 'ticket-t1', event: eaten('t1') },
      { stream: DISCARDS_STREAM, event: discard('ticket-t1', 2) },
      { stream: DISCARDS_STREAM, event: discard('ticket-t1', 1) },
    ]);
    expect((await heldOf(store)).revisions).toEqual([{ ticket_id: 't1', revision: 2 }]);
  }, 60_000);

  it('that opened its ticket leaves a ticket that nothing opens, until another event does', async () => {
    const unopened = event('TicketOpened', { ticketId: 't1', at: 'yesterday' });
    const start = [
      ...basics(),
      { stream: 'ticket-t1', event: unopened },
      { stream: 'ticket-t1', event: fact('t1', 'ResponseSent', START) },
      { stream: DISCARDS_STREAM, event: discard('ticket-t1', 0) },
    ];
    const store = await logOf(start);
    expect((await heldOf(store)).letters).toEqual([{ stream: 'ticket-t1', revision: 1, waiting_to: 1 }]);
    const mended = await logOf([
      ...start,
      { stream: 'ticket-t1', event: opened('t1', START) },
      { stream: DISCARDS_STREAM, event: discard('ticket-t1', 1) },
    ]);
    const { letters, revisions } = await heldOf(mended);
    expect([letters, revisions]).toEqual([[], [{ ticket_id: 't1', revision: 2 }]]);
  }, 60_000);

  it('although it was applied meanwhile is taken back', async () => {
    const store = await logOf([
      ...basics(),
      { stream: 'ticket-t1', event: opened('t1', START) },
      { stream: 'ticket-t1', event: fact('t1', 'SatisfactionRated', START + HOUR, { score: 2 }) },
      { stream: 'ticket-t1', event: fact('t1', 'TicketResolved', START + HOUR) },
      { stream: DISCARDS_STREAM, event: discard('ticket-t1', 1) },
      { stream: 'ticket-t2', event: opened('t2', START) },
      { stream: DISCARDS_STREAM, event: discard('ticket-t2', 0) },
    ]);
    const { told, revisions } = await heldOf(store);
    expect(revisions).toEqual([{ ticket_id: 't1', revision: 2 }]);
    expect(await told('SELECT 1 FROM rating_counters')).toEqual([]);
    expect(await told('SELECT sum(met + breached)::int AS n FROM compliance_counters')).toEqual([{ n: 2 }]);
  }, 60_000);

  it('of an agreement or a calendar judges all their cases again', async () => {
    const store = await logOf([
      ...basics(),
      { stream: 'ticket-t1', event: opened('t1', START) },
      { stream: 'ticket-t1', event: fact('t1', 'TicketResolved', START + 5 * HOUR) },
      { stream: 'agreement-acme', event: event('AgreementShaken', { agreementId: 'acme' }) },
      { stream: 'agreement-acme', event: amended('acme', 2, DAWN - DAY, terms(4)) },
      { stream: DISCARDS_STREAM, event: discard('agreement-acme', 1) },
    ]);
    const resolution = async () =>
      (await heldOf(store)).verdicts.flatMap(({ metric, state }) => (metric === 'resolution' ? [state] : []));
    expect(await resolution()).toEqual(['breached']);
    await store.add(DISCARDS_STREAM, discard('agreement-acme', 2));
    expect(await resolution()).toEqual(['met']);
    await store.add(DISCARDS_STREAM, discard('calendar-office', 0));
    await heldOf(store);
    await store.add(DISCARDS_STREAM, discard('agreement-acme', 0));
    expect((await heldOf(store)).verdicts.filter(({ state }) => state !== 'void')).toEqual([]);
  }, 60_000);

  it('is given up once, whatever is delivered again', async () => {
    const store = await logOf([
      ...basics(),
      { stream: 'ticket-t1', event: opened('t1', START) },
      { stream: 'ticket-t1', event: eaten('t1') },
      { stream: 'ticket-t1', event: fact('t1', 'ResponseSent', START + HOUR / 2) },
      { stream: DISCARDS_STREAM, event: discard('ticket-t1', 1) },
      { stream: DISCARDS_STREAM, event: discard('ticket-t1', 1) },
      { stream: 'ticket-t1', event: fact('t1', 'TicketResolved', START + HOUR) },
    ]);
    const url = await world.database();
    const models = await writer(url, store);
    await applyAll(models, store, 2);
    const before = await settled(url);
    for (let from = 0; from < store.log.length; from += 1) {
      await models.apply(items(store.log.slice(from)));
      while (await models.restate());
      expect(await settled(url)).toEqual(before);
    }
    const reopened = await writer(url, store);
    await reopened.apply(items(store.log));
    expect(await settled(url)).toEqual(before);
  }, 60_000);
});

it('an event of dead letters that cannot be read is a dead letter, stops no other, and can be given up too', async () => {
  const store = await logOf([
    ...basics(),
    { stream: 'ticket-t1', event: opened('t1', START) },
    { stream: 'ticket-t1', event: eaten('t1') },
    { stream: DISCARDS_STREAM, event: discard('ticket-t1', -1) },
    { stream: DISCARDS_STREAM, event: event('DeadLetterBuried', {}) },
    { stream: DISCARDS_STREAM, event: discard('ticket-t1', 1) },
  ]);
  expect((await heldOf(store)).letters).toEqual([
    { stream: DISCARDS_STREAM, revision: 0, waiting_to: 0 },
    { stream: DISCARDS_STREAM, revision: 1, waiting_to: 1 },
  ]);
  await store.add(DISCARDS_STREAM, discard(DISCARDS_STREAM, 1));
  expect((await heldOf(store)).letters).toEqual([{ stream: DISCARDS_STREAM, revision: 0, waiting_to: 0 }]);
}, 60_000);

it('an event tried again that can be applied now leaves the tables of a log in which it always could', async () => {
  const store = await logOf([
    ...basics(),
    { stream: 'ticket-t1', event: opened('t1', START) },
    { stream: 'ticket-t1', event: eaten('t1') },
    { stream: 'ticket-t1', event: fact('t1', 'TicketResolved', START + HOUR) },
    { stream: 'agreement-acme', event: event('AgreementShaken', { agreementId: 'acme' }) },
    { stream: 'agreement-acme', event: amended('acme', 3, DAWN - DAY, terms(4)) },
  ]);
  const url = await world.database();
  const models = await writer(url, store);
  await applyAll(models, store, 2);
  const mend = (type: string, made: NewEvent): string => {
    const at = store.log.findIndex((one) => one.type === type);
    const broken = store.log[at] as (typeof store.log)[number];
    store.log[at] = { ...broken, type: made.type, data: made.data };
    return broken.id;
  };
  const ids = [
    mend('TicketEaten', fact('t1', 'ResponseSent', START + HOUR / 2)),
    mend('AgreementShaken', amended('acme', 2, DAWN - 2 * DAY, terms(6))),
  ];
  for (const id of ids) expect(await models.retry(id)).toBe(true);
  while (await models.restate());
  expect((await settled(url)).replay).toBe(await same(store, [3]));
  const db = await world.connect(url);
  expect(await queryRows(db, 'SELECT DISTINCT metric FROM undone_breaches ORDER BY metric')).toEqual([
    { metric: 'first-response' },
    { metric: 'resolution' },
  ]);
}, 60_000);

/** A history in which events that cannot be applied lie between the others, and events of any kind are given up. */
async function troubled(seed: number, tickets: number): Promise<InMemoryEventStore> {
  const random = seeded(seed);
  const store = new InMemoryEventStore(() => RECORDED);
  const broken: { stream: string; revision: number }[] = [];
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  for (const { stream, event: one } of history(seed, tickets)) {
    await store.add(stream, one);
    if (random() < 0.15) {
      const { stream: hit } = pick(store.log.filter((known) => known.stream !== DISCARDS_STREAM));
      await store.add(hit, event('NothingKnown', { ticketId: 'none' }));
      broken.push({ stream: hit, revision: store.log.at(-1)?.revision ?? 0 });
    }
    if (random() < 0.12 && broken.length > 0) {
      const { stream: left, revision } = random() < 0.7 ? pick(broken) : pick(store.log);
      await store.add(DISCARDS_STREAM, discard(left, revision));
    }
  }
  return store;
}

it.each([91, 92, 93])(
  'whatever is given up and when: any batching, a restart, a suffix again and a rebuild give the same (seed %i)',
  async (seed) => {
    const store = await troubled(seed, 50);
    const replay = await same(store, [1, 13, 100_000]);
    const url = await world.database();
    for (let i = 0; i < store.log.length; i += 40) {
      const models = await writer(url, store, MIDWAY);
      await models.apply(items(store.log.slice(Math.max(0, i - 15), i + 40)));
      await models.restate();
    }
    const last = await writer(url, store, MIDWAY);
    while (await last.restate());
    await moveHandTo(last, LATE);
    expect((await settled(url)).replay).toBe(replay);
  },
  120_000,
);
