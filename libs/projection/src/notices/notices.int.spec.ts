import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventNode } from '#event-node';
import { ClientEventStore, type NewEvent, type RecordedEvent } from '#event-store';
import { instantOf } from '#judge';
import { digestsOf, queryRows, type Queryable } from '#read-models';
import { Projector } from '../projector/projector.js';
import { rebuild } from '../rebuild/rebuild.js';
import { DAWN, event, fact, HOUR, MINUTE, opened } from '../testing/history.js';
import { World } from '../testing/world.js';

const TERMS = {
  timeZone: 'UTC',
  tiers: { gold: [{ metric: 'resolution', within: 'PT4H', calendar: '24x7' }] },
};
const SIGNED = event('AgreementSigned', {
  ...{ agreementId: 'acme', customer: 'customer-of-acme', name: 'acme', kind: 'customer' },
  ...{ effectiveFrom: '2020-01-01T00:00:00.000Z', terms: TERMS },
});

let world: World;
let node: EventNode;
let log: ClientEventStore;
let url: string;
let db: Queryable;
let clock = DAWN;
const dataDir = mkdtempSync(join(tmpdir(), 'avenant-notices-'));
const running: Projector[] = [];
const revisions = new Map<string, number>();

beforeAll(async () => {
  world = await World.open();
  node = await EventNode.open({ dataDir, now: () => clock });
  log = new ClientEventStore({ connectionString: node.connectionString });
  url = await world.database();
  db = await world.connect(url);
  await say('agreement-acme', SIGNED);
}, 60_000);
afterEach(() => end());
afterAll(async () => {
  await world.close();
  await log.close();
  await node.close();
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

async function say(stream: string, ...events: NewEvent[]): Promise<void> {
  const { revision } = await log.append(stream, revisions.get(stream) ?? 'none', events);
  revisions.set(stream, revision);
}

async function begin(owner: string): Promise<Projector> {
  const projector = new Projector({
    ...{ eventStore: log, databaseUrl: url, owner, now: () => instantOf(clock), tickMs: 20, leaseMs: 500 },
  });
  running.push(projector);
  await projector.start();
  return projector;
}
const end = (): Promise<unknown> => Promise.all(running.splice(0).map((projector) => projector.stop()));

/** The clock goes on; waits until the models are at the head of the log and the hand at the clock, with nothing to send. */
async function until(at: number): Promise<void> {
  clock = at;
  for (let i = 0; i < 500; i += 1) {
    const unsent = await queryRows(db, 'SELECT 1 FROM projection_outbox');
    const { position, hand } = await digestsOf(url);
    if (unsent.length === 0 && hand === clock && position === (await log.head())) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error('the models did not come to rest');
}

const told = async (ticketId: string): Promise<readonly string[]> =>
  (await log.readStream(`notice-${ticketId}`)).map(({ type, data }) => `${type} ${(data as { at: string }).at}`);
const iso = (at: number): string => new Date(at).toISOString();

it('announces a warning and a breach when the clock comes to them, each once, whoever is the writer', async () => {
  await begin('p1');
  await say('ticket-slow', opened('slow', DAWN));
  await until(DAWN + HOUR);
  expect(await told('slow')).toEqual([]);
  await until(DAWN + 3.5 * HOUR);
  const warned = await told('slow');
  expect(warned).toHaveLength(1);
  await end();
  await begin('p2');
  await until(DAWN + 5 * HOUR);
  expect(await told('slow')).toEqual([...warned, `BreachNoticed ${iso(DAWN + 4 * HOUR)}`]);
  await until(DAWN + 6 * HOUR);
  expect(await told('slow')).toHaveLength(2);
  const notices = await queryRows<{ type: string }>(db, 'SELECT type FROM notices ORDER BY position');
  expect(notices.map(({ type }) => type)).toEqual(['ClockWarned', 'BreachNoticed']);
}, 60_000);

it('announces both, in order, when it slept through them', async () => {
  const at = clock;
  await say('ticket-slept', opened('slept', at));
  clock += 9 * HOUR;
  await begin('p3');
  await until(clock + HOUR);
  const kinds = (await told('slept')).map((text) => text.split(' ')[0]);
  expect(kinds).toEqual(['ClockWarned', 'BreachNoticed']);
}, 60_000);

it('believes no breach of the time that it slept before it has read what came meanwhile', async () => {
  const at = clock;
  await say('ticket-kept', opened('kept', at));
  clock += HOUR;
  await say('ticket-kept', fact('kept', 'TicketResolved', clock));
  clock += 9 * HOUR;
  await begin('p3a');
  await until(clock + HOUR);
  expect(await told('kept')).toEqual([]);
}, 60_000);

it('believes none either where its tables are new and the log is old', async () => {
  const before = await log.head();
  url = await world.database();
  db = await world.connect(url);
  await begin('p3b');
  await until(clock);
  expect(await log.head()).toBe(before);
}, 60_000);

it('takes a breach back that a late fact undid, and says what did', async () => {
  const at = clock;
  await begin('p4');
  await say('ticket-late', opened('late', at));
  await until(at + 5 * HOUR);
  const resolved = fact('late', 'TicketResolved', at + HOUR);
  await say('ticket-late', resolved);
  await until(at + 6 * HOUR);
  const events = await log.readStream('notice-late');
  const [, breach, retraction] = events as readonly RecordedEvent[] & [unknown, RecordedEvent, RecordedEvent];
  expect(events.map(({ type }) => type)).toEqual(['ClockWarned', 'BreachNoticed', 'BreachRetracted']);
  expect(retraction.data).toMatchObject({
    ...{ noticeId: retraction.id, retracts: breach.id, state: 'met', at: iso(at + 4 * HOUR) },
    because: { stream: 'ticket-late', type: 'resolved', eventId: resolved.id },
  });
  expect(retraction.metadata).toMatchObject({ $causationId: resolved.id, schema: 1 });
}, 60_000);

it('keeps silent about what was past when it was recorded, and about what an amendment makes of the past', async () => {
  const at = clock;
  await begin('p5');
  await say('ticket-old', opened('old', at - 100 * HOUR), fact('old', 'TicketResolved', at - 10 * HOUR));
  await say('ticket-now', opened('now', at - 2.5 * HOUR));
  await until(at + MINUTE);
  const shorter = { ...TERMS, tiers: { gold: [{ metric: 'resolution', within: 'PT2H', calendar: '24x7' }] } };
  await say(
    'agreement-acme',
    event('AgreementAmended', {
      ...{ agreementId: 'acme', version: 2, effectiveFrom: '2020-01-01T00:00:00.000Z', effectiveUntil: null },
      ...{ reach: 'open', supersedes: true, reason: 'corrected', terms: shorter },
    }),
  );
  await until(at + 2 * MINUTE);
  await until(at + 10 * HOUR);
  expect(await told('old')).toEqual([]);
  expect(await told('now')).toEqual([]);
  const breached = await queryRows<{ ticket: string }>(
    db,
    `SELECT ticket_id AS ticket FROM verdicts WHERE state = 'breached' AND ticket_id IN ('old', 'now') ORDER BY 1`,
  );
  expect(breached.map(({ ticket }) => ticket)).toEqual(['now', 'old']);
}, 60_000);

it('announces nothing in a rebuild, whose tables are those of the live models', async () => {
  await begin('p6');
  await until(clock + HOUR);
  const live = await digestsOf(url);
  await end();
  const head = await log.head();
  await rebuild({ eventStore: log, databaseUrl: url, now: () => instantOf(clock) });
  expect((await digestsOf(url)).replay).toBe(live.replay);
  expect(await log.head()).toBe(head);
  expect(await queryRows(db, 'SELECT 1 FROM projection_outbox')).toEqual([]);
}, 60_000);
