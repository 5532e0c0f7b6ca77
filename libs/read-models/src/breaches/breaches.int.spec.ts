import pg from 'pg';
import { instantOf } from '#judge';
import { startTestPostgres, type TestPostgres } from '../../../platform/src/testing/postgres.js';
import { LIVE_SCHEMA, searchPath } from '../data-source.js';
import type { UndoneBreach } from '../known/undone.js';
import { writeUndone } from '../known/store.js';
import { migrate } from '../migrate.js';
import { EVERYONE, type Key, type Sql } from '../queries/index.js';
import { writeVerdicts } from '../verdicts/store.js';
import type { VerdictFilters } from '../verdicts/queries.js';
import type { VerdictRow } from '../verdicts/verdict-row.js';
import { breachOrder, listBreachesEver, type BreachEver } from './queries.js';

const START = Date.UTC(2026, 2, 1);
const HOUR = 3_600_000;
const none: VerdictFilters = { decided: {} };

const breach = (ticket: number, cycle: number, decided: number): VerdictRow => ({
  ...{ ticketId: `T${ticket}`, metric: 'resolution', cycle, agreementId: `A${ticket % 3}`, state: 'breached' },
  ...{ customer: ['acme', 'bolt', 'cobb'][ticket % 3]!, tier: ticket % 2 === 0 ? 'gold' : 'silver', priority: 'high' },
  ...{ category: null, team: ticket % 4 === 0 ? 'desk' : null, agent: ticket % 5 === 0 ? 'u7' : null },
  ...{ startedAt: START, measuredFrom: START, dueAt: decided, breachesAt: decided, stoppedAt: null },
  ...{ decidedAt: decided, decidedOn: '2026-03-01', elapsedMs: null, overrunMs: null, targetMs: HOUR, within: 'PT1H' },
  ...{ atRiskAt: null, atRisk: false, excused: null, marks: [], reason: 'time', termsVersion: '1', calendar: null },
  ...{ goal: 0.9, facts: ['e1'] },
});

/** A few clocks at each instant, some that hold, some undone once or twice, some both. */
const holding: VerdictRow[] = [];
const undone: UndoneBreach[] = [];
for (let ticket = 0; ticket < 120; ticket += 1) {
  const row = breach(ticket, 1 + (ticket % 2), START + (ticket % 7) * HOUR);
  if (ticket % 3 !== 1) holding.push(row);
  for (let time = 0; time < ticket % 4; time += 1) {
    const position = 1_000 + ticket * 10 + time;
    const because = { position, recordedAt: instantOf(START + position), stream: `ticket-T${ticket}` };
    undone.push({ ...row, because: { ...because, type: 'resolved', eventId: `e${position}` } });
  }
}

interface Expected {
  readonly row: VerdictRow;
  readonly position: number | null;
}

const all: readonly Expected[] = [
  ...holding.map((row) => ({ row, position: null })),
  ...undone.map((row) => ({ row, position: row.because.position })),
].sort(
  (a, b) =>
    a.row.decidedAt! - b.row.decidedAt! ||
    Buffer.compare(Buffer.from(a.row.ticketId), Buffer.from(b.row.ticketId)) ||
    a.row.cycle - b.row.cycle ||
    (a.position ?? Infinity) - (b.position ?? Infinity),
);

const brief = ({ ticketId, cycle, undoneBy }: BreachEver) => [ticketId, cycle, undoneBy?.position ?? null];

describe('breaches, those that were undone included', () => {
  let postgres: TestPostgres;
  let client: pg.Client;
  const sql: Sql = {
    query: async <Row>(text: string, parameters: readonly unknown[]) =>
      (await client.query(text, [...parameters])).rows as Row[],
  };

  beforeAll(async () => {
    postgres = await startTestPostgres();
    const url = await postgres.createDatabase({ name: 'breaches', prepare: migrate });
    client = new pg.Client({ connectionString: url, options: searchPath(LIVE_SCHEMA) });
    await client.connect();
    const met = holding.map((row) => ({ ...row, metric: 'first-response', state: 'met' as const }));
    await writeVerdicts(client, [...holding, ...met], []);
    await writeUndone(client, undone);
  }, 60_000);

  afterAll(async () => {
    await client?.end();
    await postgres?.stop();
  });

  const filtered: readonly (readonly [string, VerdictFilters, (row: VerdictRow) => boolean])[] = [
    ['all', none, () => true],
    ['of a customer', { ...none, customer: 'acme' }, ({ customer }) => customer === 'acme'],
    [
      'of a tier and an agent',
      { ...none, tier: 'gold', agent: 'u7' },
      (row) => row.tier === 'gold' && row.agent === 'u7',
    ],
    [
      'of a span',
      { decided: { from: START + HOUR, to: START + 4 * HOUR } },
      ({ decidedAt }) => decidedAt! >= START + HOUR && decidedAt! < START + 4 * HOUR,
    ],
  ];

  it.each(filtered)('%s, in order, page by page, each once', async (_, filters, fits) => {
    for (const limit of [1, 7, 1000]) {
      const found: BreachEver[] = [];
      for (let after: Key | null = null; ;) {
        const page = await listBreachesEver(sql, EVERYONE, filters, { after, limit });
        found.push(...page.rows);
        if (page.next === null) break;
        expect(breachOrder.fits(page.next)).toBe(true);
        after = page.next;
      }
      const expected = all
        .filter(({ row }) => fits(row))
        .map(({ row, position }) => [row.ticketId, row.cycle, position]);
      expect(found.map(brief)).toEqual(expected);
    }
  });

  it('say what undid them, and keep to what a reader may see', async () => {
    const scope = { kind: 'customers', customers: ['bolt'] } as const;
    const { rows } = await listBreachesEver(sql, scope, none, { after: null, limit: 1000 });
    expect(rows.length).toBe(all.filter(({ row }) => row.customer === 'bolt').length);
    const undoneRow = rows.find(({ undoneBy }) => undoneBy !== null)!;
    expect(undoneRow.undoneBy).toEqual(undone.find(({ ticketId }) => ticketId === undoneRow.ticketId)!.because);
  });

  it('an index serves each of the two', async () => {
    await client.query('SET enable_seqscan = off; SET enable_bitmapscan = off');
    let plan = '';
    const explaining: Sql = {
      async query<Row>(text: string, parameters: readonly unknown[]) {
        const answer = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, [...parameters]);
        plan = answer.rows.map((row) => row['QUERY PLAN']).join('\n');
        return [] as Row[];
      },
    };
    const after = [new Date(START).toISOString(), 'T1', 'resolution', 1, 2_000];
    await listBreachesEver(explaining, EVERYONE, none, { after, limit: 100 });
    expect(plan).toContain('verdicts_breached');
    expect(plan).toContain('undone_breaches_by_decision');
    expect(plan).not.toMatch(/Seq Scan/);
    // What is sorted is the two pages, once they are cut.
    expect(plan.split('Sort  (').length - 1).toBeLessThanOrEqual(1);
  });
});
