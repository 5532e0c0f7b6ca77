import type { Client } from 'pg';
import { instantOf, type Instant } from '#judge';
import { DAWN, DAY } from '../../../projection/src/testing/history.js';
import type { InMemoryEventStore } from '../../../projection/src/testing/in-memory-event-store.js';
import { items, LATE, moveHandTo, World } from '../../../projection/src/testing/world.js';
import { replayDigest } from '../digests/digest.js';
import { listAgreements, readAgreement } from '../agreements/queries.js';
import { readCalendar } from '../calendars/queries.js';
import { EVERYONE, type Sql } from '../queries/index.js';
import { queryRows } from '../sql/queryable.js';
import { resolveAsOf, type AsOf } from './resolve.js';
import { slowLog } from './testing/slow-log.js';
import { AsOfWorld, type AsOfSight } from './world.js';

const LAWS = ['AgreementAmended', 'CalendarRevised', 'ExclusionDeclared', 'ExclusionWithdrawn', 'AgreementTerminated'];

describe('the world as of a point', () => {
  let world: World;
  let log: InMemoryEventStore;
  /** Reads models of the whole log, with the hand long after it. */
  let db: Client;
  const sql: Sql = { query: async (text, values) => [...(await queryRows<never>(db, text, values))] };

  /** Reads as of a point in a transaction of its own. */
  async function asOf<T>(point: AsOf, sight: AsOfSight, work: (made: AsOfWorld) => Promise<T>): Promise<T> {
    await db.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    try {
      return await work(await AsOfWorld.open(db, point, sight));
    } finally {
      await db.query('ROLLBACK');
    }
  }

  beforeAll(async () => {
    world = await World.open();
    log = await slowLog(7, 12);
    const url = await world.database();
    const models = await world.models(url, instantOf(DAWN));
    await models.apply(items(log.log));
    while (await models.restate());
    await moveHandTo(models, LATE);
    db = await world.connect(url);
  }, 60_000);
  afterAll(() => world.close());

  it('is at every position of the log, row for row, what models hold that know no more', async () => {
    expect(log.log.map(({ type }) => type)).toEqual(
      expect.arrayContaining([...LAWS, 'FactRetracted', 'BreachExcused', 'SatisfactionRated']),
    );
    const url = await world.database();
    const then = await world.models(url, instantOf(DAWN));
    const thenDb = await world.connect(url);
    const agree = async (point: AsOf, hand: Instant): Promise<void> => {
      await moveHandTo(then, hand);
      const past = await asOf(point, { of: 'cases' }, async (made) => {
        await made.fill();
        return replayDigest(db);
      });
      expect({ ...point, digest: past }).toEqual({ ...point, digest: await replayDigest(thenDb) });
    };
    for (const event of log.log) {
      await then.apply(items([event]));
      while (await then.restate());
      const { position, recordedAt } = event;
      const point = await resolveAsOf(sql, { position });
      expect(point).toEqual({ position, at: recordedAt });
      await agree(point, point.at);
      const at = instantOf(recordedAt + 3_600_000);
      expect(await resolveAsOf(sql, { at })).toEqual({ position, at });
      await agree({ position, at }, at);
    }
  }, 240_000);

  it('judges no more cases than asked, and only those in sight', async () => {
    const point = await resolveAsOf(sql, { at: LATE });
    const ids = async () =>
      (await sql.query<{ id: string }>('SELECT ticket_id AS id FROM cases ORDER BY 1', [])).map(({ id }) => id);
    const all = await ids();
    const seen = await asOf(point, { of: 'cases', fromTicket: all[2]! }, async (made) => {
      const more = [await made.fill(3), await ids(), await made.fill(4), await ids(), await made.fill(), await ids()];
      return more;
    });
    expect(seen).toEqual([true, all.slice(2, 5), true, all.slice(2, 9), false, all.slice(2)]);
    const one = await asOf(point, { of: 'cases', ticketId: all[1]! }, async (made) => [await made.fill(), await ids()]);
    expect(one).toEqual([false, [all[1]]]);
    const customers = ['customer-of-zeta'];
    const some = await asOf(point, { of: 'cases', scope: { kind: 'customers', customers } }, async (made) => {
      await made.fill();
      return sql.query('SELECT DISTINCT customer FROM verdicts', []);
    });
    expect(some).toEqual([{ customer: 'customer-of-zeta' }]);
    expect(await ids()).toEqual(all);
  }, 60_000);

  it('writes nothing but its own tables', async () => {
    const point = await resolveAsOf(sql, { at: LATE });
    await expect(asOf(point, { of: 'rules' }, () => db.query('DELETE FROM avenant.cases'))).rejects.toThrow(
      'read-only transaction',
    );
  }, 60_000);

  it('gives up when it is told to', async () => {
    const point = await resolveAsOf(sql, { at: LATE });
    const reason = new Error('too long');
    await expect(
      asOf(point, { of: 'cases' }, (made) => made.fill(Infinity, AbortSignal.abort(reason))),
    ).rejects.toThrow(reason);
  }, 60_000);

  it('knows revisions beside events that were given up', async () => {
    const acme = log.log.filter(({ stream }) => stream === 'agreement-acme');
    // As if the third event of the stream had been one more, which was given up: later ones have later revisions.
    await db.query(`BEGIN; INSERT INTO discards VALUES ('agreement-acme', 2, 'e', ${acme[2]!.position + 1});
      UPDATE agreements SET revision = revision + 1 WHERE agreement_id = 'acme'; COMMIT`);
    const revisions = [];
    for (const { position, recordedAt } of acme) {
      const point = { position, at: instantOf(recordedAt) };
      const found = await asOf(point, { of: 'rules' }, async (made) => {
        await made.fill();
        return readAgreement(sql, EVERYONE, 'acme');
      });
      revisions.push(found?.revision);
    }
    expect(revisions).toEqual([0, 1, 3, 4, 5].slice(0, acme.length));
    await db.query(
      `BEGIN; DELETE FROM discards; UPDATE agreements SET revision = revision - 1 WHERE agreement_id = 'acme'; COMMIT`,
    );
  }, 60_000);

  it('before the first event is empty', async () => {
    const at = instantOf(DAWN - DAY);
    expect(await resolveAsOf(sql, { at })).toEqual({ position: -1, at });
    expect(await resolveAsOf(sql, { position: 3 })).toEqual({ position: -1, at: 0 });
    const found = await asOf({ position: -1, at }, { of: 'cases' }, async (made) => {
      await made.fill();
      const { rows } = await listAgreements(sql, EVERYONE, {}, { after: null, limit: 10 });
      return [rows, await readCalendar(sql, 'office'), await sql.query('SELECT 1 FROM cases', [])];
    });
    expect(found).toEqual([[], undefined, []]);
  }, 60_000);
});
