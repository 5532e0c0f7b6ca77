import { readChanges } from '../audits/change-views.js';
import { AuditDatabase } from '../testing/audit-database.js';
import {
  amendedTo,
  aRequest,
  courseOf,
  insertAgreement,
  insertCases,
  seededCase,
  seededCases,
  termsWithin,
} from '../testing/seed.js';
import { mergeShards } from './merge.js';
import { scopeOf } from '../scope/scope.js';

const CASES = 300;
/** Milliseconds; the machine may be busy with other tests. */
const PATIENCE = 30_000;
let db: AuditDatabase;
beforeAll(() => AuditDatabase.prepare(), 60_000);
beforeEach(async () => {
  db = await AuditDatabase.create();
  await db.seed(CASES);
}, PATIENCE);
afterEach(() => db.close(), PATIENCE);

/** Counted from how the seeded tickets go, without the judge: hours to the resolution less the hour of a pause. */
function counted(within: number) {
  const hours = Array.from({ length: CASES }, (_, index) => courseOf(index)).map(({ paused, resolvedAfter }) =>
    resolvedAfter === null ? Infinity : resolvedAfter - (paused ? 1 : 0),
  );
  const met = hours.filter((taken) => taken <= within).length;
  return {
    met,
    breached: CASES - met,
    excused: 0,
    void: 0,
    running: 0,
    paused: 0,
    attainment: met / CASES,
    credits: [],
  };
}

const stricter = aRequest({ amendments: amendedTo(termsWithin(5)) });

describe('an audit over cases in PostgreSQL', () => {
  it(
    'counts both sides as an independent count does',
    async () => {
      const { result } = await db.run(stricter);
      expect(result.before).toEqual(counted(10));
      expect(result.after).toEqual(counted(5));
      const moved = counted(10).met - counted(5).met;
      expect(result.changes).toEqual({ total: CASES, 'met>breached': moved, 'same-state': CASES - moved });
      expect(result.cases).toEqual({ judged: CASES, changed: CASES, unjudged: [] });
      expect(result.groups.map(({ metric, tier, priority, category }) => [metric, tier, priority, category])).toEqual([
        ['resolution', 'gold', 'high', 'mail'],
        ['resolution', 'gold', 'high', 'web'],
      ]);
    },
    PATIENCE,
  );

  it(
    'adds exclusions and withdraws recorded ones',
    async () => {
      const year = {
        agreementId: 'acme',
        from: '2015-01-01T00:00:00.000Z',
        to: '2016-01-01T00:00:00.000Z',
        category: '*',
      };
      const resolved = Array.from({ length: CASES }, (_, index) => courseOf(index)).filter(
        (one) => one.resolvedAfter !== null,
      );
      const excluded = { met: resolved.length, breached: 0, running: CASES - resolved.length };
      const ask = aRequest({ to: '2015-12-01T00:00:00.000Z', now: '2015-12-01T00:00:00.000Z' });
      const added = await db.run({ ...ask, auditId: 'added', exclusions: [year] });
      expect([added.result.before, added.result.after]).toMatchObject([counted(10), excluded]);
      await db.pool.query(
        `INSERT INTO exclusions (agreement_id, exclusion_id, from_at, to_at, category, reason, position, recorded_at)
       VALUES ('acme', 'year', '2015-01-01Z', '2016-01-01Z', '*', 'test', 3, now())`,
      );
      const withdrawn = await db.run({ ...ask, auditId: 'withdrawn', withdraw: ['year'] });
      expect([withdrawn.result.before, withdrawn.result.after]).toMatchObject([excluded, counted(10)]);
    },
    PATIENCE,
  );

  it(
    'finds no change where nothing is laid over',
    async () => {
      const { result } = await db.run(aRequest());
      expect(result.changes).toEqual({ total: 0 });
      expect(result.before).toEqual(result.after);
    },
    PATIENCE,
  );

  it(
    'comes to the same digest however it is cut and shared',
    async () => {
      const digests = new Set<string>();
      for (const [index, [shardSize, workers]] of [
        [1_000, 1],
        [40, 1],
        [40, 2],
        [7, 3],
      ].entries()) {
        digests.add((await db.run({ ...stricter, auditId: `a${index}` }, { shardSize, workers })).digest);
      }
      expect(digests.size).toBe(1);
      expect((await db.run({ ...aRequest(), auditId: 'other' })).digest).not.toBe([...digests][0]);
    },
    PATIENCE,
  );

  it(
    'lists changes by ticket with both verdicts and why, page by page',
    async () => {
      await db.run(stricter);
      const all = await readChanges(db.sql, 'a1', {}, { after: null, limit: 1000 });
      const ids = all.rows.map(({ ticketId }) => ticketId);
      expect(ids).toEqual([...ids].sort());
      expect(ids).toHaveLength(CASES);
      const first = await readChanges(db.sql, 'a1', {}, { after: null, limit: 120 });
      const second = await readChanges(db.sql, 'a1', {}, { after: first.next, limit: 1000 });
      expect([...first.rows, ...second.rows]).toEqual(all.rows);
      expect(second.next).toBeNull();
      const worse = await readChanges(
        db.sql,
        'a1',
        { change: 'met>breached', category: 'mail' },
        { after: null, limit: 1 },
      );
      expect(worse.rows[0]).toMatchObject({
        metric: 'resolution',
        cycle: 1,
        before: { state: 'met', termsVersion: 1, category: 'mail' },
        after: { state: 'breached', termsVersion: 'w1', within: 'PT5H' },
      });
      expect(worse.rows[0]?.why).toMatch(/^[A-Z].*\.$/);
    },
    PATIENCE,
  );

  it(
    'judges what was known at its position',
    async () => {
      const known = 100;
      const { result } = await db.run(aRequest({ asOf: String(1_000 + known * 10 - 1) }));
      expect(result.cases.judged).toBe(known);
      const last = seededCase(known - 1);
      const cut = aRequest({ auditId: 'cut', asOf: String(last.facts.at(-1)!.position - 1) });
      expect((await db.run(cut)).result.cases.judged).toBe(known);
    },
    PATIENCE,
  );

  it(
    'judges cases opened before its end and not finished before its beginning',
    async () => {
      const at = (hour: number) => new Date(Date.UTC(2015, 0, 1, hour)).toISOString();
      const span = aRequest({ from: at(100), to: at(200) });
      const inside = Array.from({ length: CASES }, (_, index) => ({ index, ...courseOf(index) })).filter(
        ({ index, resolvedAfter }) => index < 200 && (resolvedAfter === null || index + resolvedAfter >= 100),
      );
      expect((await db.run(span)).result.cases.judged).toBe(inside.length);
    },
    PATIENCE,
  );

  it(
    'lists what cannot be judged, and goes on',
    async () => {
      await insertAgreement(db.pool, 'odd', termsWithin(5, 'office'));
      await insertCases(db.pool, 'odd', [{ ...seededCase(1), ticketId: 'odd-1' }]);
      await db.pool.query(
        `INSERT INTO dead_letters VALUES ('x', 'event', 'ticket-odd-1', 3, 900, 'T', 'no such event', 3, now())`,
      );
      const { result } = await db.run(aRequest({ agreements: '*' }));
      expect(result.cases).toMatchObject({
        judged: CASES,
        unjudged: [{ ticketId: 'odd-1', reason: expect.stringMatching(/no such event/) }],
      });
    },
    PATIENCE,
  );
});

describe('shards', () => {
  it(
    'that a killed worker held are done by another, once',
    async () => {
      const clean = await db.run({ ...stricter, auditId: 'clean' });
      await db.cut(stricter, 40);
      await db.withWorker(async (worker, client) => {
        await worker.workOnOne();
        const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
        const doomed = worker.workOnOne();
        await db.pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
        await doomed.catch(() => undefined);
      });
      await db.workOff(2);
      expect(await mergeShards(db.pool, scopeOf(stricter))).toEqual(clean);
      const { rows } = await db.pool.query(
        `SELECT count(*)::int AS n FROM avenant_audit.audit_changes WHERE audit_id = 'a1'`,
      );
      expect(rows).toEqual([{ n: CASES }]);
    },
    PATIENCE,
  );

  it(
    'are left alone once the audit is cancelled',
    async () => {
      await db.cut(stricter, 40);
      await db.pool.query(`UPDATE avenant_audit.audits SET status = 'cancelled'`);
      expect(await db.withWorker((worker) => worker.workOnOne())).toBe(false);
    },
    PATIENCE,
  );

  it(
    'of several audits are done in turns',
    async () => {
      await db.cut(stricter, 100);
      await db.cut(aRequest({ auditId: 'a2' }), 100);
      await db.withWorker(async (worker) => {
        await worker.workOnOne();
        await worker.workOnOne();
      });
      const { rows } = await db.pool.query(
        `SELECT audit_id FROM avenant_audit.audit_shards WHERE done ORDER BY audit_id`,
      );
      expect(rows).toEqual([{ audit_id: 'a1' }, { audit_id: 'a2' }]);
    },
    PATIENCE,
  );

  it(
    'do not take up a case that the log knew later',
    async () => {
      await db.cut(stricter, 40);
      await insertCases(
        db.pool,
        'acme',
        seededCases(CASES + 1)
          .slice(CASES)
          .map((late) => ({
            ...late,
            facts: late.facts.map((fact) => ({ ...fact, position: fact.position + 1_000_000 })),
          })),
      );
      await db.workOff();
      expect((await mergeShards(db.pool, scopeOf(stricter))).result.cases.judged).toBe(CASES);
    },
    PATIENCE,
  );
});
